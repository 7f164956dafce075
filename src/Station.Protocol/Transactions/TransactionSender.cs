using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Protocol.Link;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Protocol.Transactions;

/// <summary>
/// Sends the messages of the outbox, one at a time and in order. Only a CALLERROR counts as a failed attempt; a message that was
/// not answered is sent again on the next link, with the same content and a new id.
/// </summary>
/// <remarks>
/// Starts and stops have TransactionMessageAttempts each; a stop whose content does not please goes again at once, and from then on,
/// without its measured values, which bill nothing. Meter values must not hold them up: refused for good they are given up at once, and
/// after one that has used up its attempts the others have one each, until the central system takes one again.
/// </remarks>
public sealed class TransactionSender : IDisposable
{
    private readonly Loop _loop;
    private readonly Outbox _outbox;
    private readonly ITransactionMessages _messages;
    private readonly CentralSystemLink _link;
    private readonly ChargingStation _station;
    private readonly ProtocolSettings _settings;
    private readonly ILogger _logger;
    private ITimer? _retry;
    private bool _sending;
    private bool _waiting;
    private bool _valuesAreRefused;

    public TransactionSender(
        Loop loop, Outbox outbox, ITransactionMessages messages, CentralSystemLink link, ChargingStation station, ProtocolSettings settings, ILogger logger)
    {
        _loop = loop;
        _outbox = outbox;
        _messages = messages;
        _link = link;
        _station = station;
        _settings = settings;
        _logger = logger;
        outbox.Appended += Send;
    }

    /// <summary>Sends what waits. Called when the link is operational, too.</summary>
    public void Send()
    {
        if (!_sending && !_waiting && _link.IsOperational && _outbox.Head is not null)
        {
            _sending = true;
            _loop.Start(SendAllAsync);
        }
    }

    /// <summary>Gives what waits a while to be answered, because the station goes down; ends at once without a link.</summary>
    public async Task DrainAsync(TimeSpan timeout)
    {
        var changed = new ChangeSignal(_loop.Time);
        _outbox.CountChanged += changed.Raise;
        await _link.UntilSentAsync(changed, () => _outbox.Count == 0, timeout);
        _outbox.CountChanged -= changed.Raise;
    }

    public void Dispose()
    {
        _outbox.Appended -= Send;
        _retry?.Dispose();
    }

    private void OnRetry()
    {
        _waiting = false;
        Send();
    }

    private async Task SendAllAsync()
    {
        try
        {
            await _outbox.ReadyAsync();
            while (_link.IsOperational && _outbox.Head is { } head && await SendAsync(head))
            {
            }
        }
        finally
        {
            _sending = false;
        }
    }

    /// <returns>False when the next one has to wait.</returns>
    private async Task<bool> SendAsync(OutboxMessage head)
    {
        if (_outbox.Render(head) is not { } message)
        {
            await _outbox.SetAsideAsync(head);
            return true;
        }

        switch (await message.SendAsync(_link))
        {
            case CallOutcome<TransactionAnswer>.Result result:
                await SettleAsync(head, result.Response);
                return true;
            case CallOutcome<TransactionAnswer>.Unreadable:
                await SettleAsync(head, new TransactionAnswer(null, null));
                return true;
            case CallOutcome<TransactionAnswer>.Error error:
                return await FailAsync(head, error.Code);
            default:
                return false;
        }
    }

    /// <returns>False when the next one has to wait.</returns>
    private async Task<bool> FailAsync(OutboxMessage head, ErrorCode code)
    {
        if (Refusal.IsOfContent(code) && await _outbox.TryStripAsync(head))
        {
            _logger.LogWarning(
                "{Action} of transaction {TransactionKey} was refused for its content ({Code}): it goes again without its measured values",
                head.Action, head.TransactionKey, code);
            return true;
        }

        var holdsValues = head.Role == MessageRole.Values;
        if (head.Failures + 1 >= _settings.TransactionMessageAttempts || (holdsValues && (_valuesAreRefused || Refusal.IsForGood(code))))
        {
            _valuesAreRefused |= holdsValues;
            await _outbox.GiveUpAsync(head);
            return true;
        }

        _logger.LogWarning(
            "{Action} of transaction {TransactionKey} was refused, attempt {Attempt} of {Attempts}",
            head.Action, head.TransactionKey, head.Failures + 1, _settings.TransactionMessageAttempts);
        await _outbox.NoteFailureAsync(head);
        _waiting = true;
        var pause = _settings.TransactionMessageRetryInterval * (head.Failures + 1);
        _loop.Time.Arm(ref _retry, static sender => ((TransactionSender)sender!).OnRetry(), this, pause);
        return false;
    }

    /// <summary>An answer that breaks the standard is still an answer: asking again would only break the queue.</summary>
    private async Task SettleAsync(OutboxMessage head, TransactionAnswer answer)
    {
        if (head.Role == MessageRole.Start && _messages.IdsAreGiven && answer.CentralSystemId is null)
        {
            _logger.LogError(
                "The answer to {Action} of transaction {TransactionKey} gives no id that can be read: the transaction goes on without one, out of remote reach",
                head.Action, head.TransactionKey);
        }

        _valuesAreRefused &= head.Role != MessageRole.Values;
        var running = await _outbox.SettleAsync(head, answer.CentralSystemId);
        if (answer.Token is not { } info)
        {
            return;
        }

        if (head.Role == MessageRole.Start && running is not null)
        {
            Learn(running, info);
        }

        if (head.IdToken is { } idToken)
        {
            await _station.Authorizer.LearnAsync(idToken, info);
        }
    }

    private void Learn(Transaction running, TagInfo info)
    {
        if (!info.IsAccepted)
        {
            _logger.LogWarning(
                "Connector {ConnectorId}: the tag of transaction {TransactionKey}, to the central system {TransactionId}, is {Status}",
                running.ConnectorId, running.Key, running.CentralSystemId, info.Status);
        }

        _station.Find(running.ConnectorId)?.Learn(running, info);
    }
}
