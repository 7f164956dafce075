using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Protocol;
using ChargerFirmware.Station.Protocol.Link;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Ocpp16.Transactions;

/// <summary>
/// Sends the messages of the outbox, one at a time and in order. Only a CALLERROR counts as a failed attempt; a message that was
/// not answered is sent again on the next link, with the same content and a new id.
/// </summary>
/// <remarks>
/// Starts and stops have TransactionMessageAttempts each; a stop whose content does not please goes again at once, and from then on,
/// without its measured values, which bill nothing. Meter values must not hold them up: refused for good they are given up at once, and
/// after one that has used up its attempts the others have one each, until the central system takes one again.
/// </remarks>
internal sealed class TransactionSender : IDisposable
{
    private readonly Loop _loop;
    private readonly Outbox _outbox;
    private readonly CentralSystemLink _link;
    private readonly ChargingStation _station;
    private readonly ProtocolSettings _settings;
    private readonly ILogger _logger;
    private ITimer? _retry;
    private bool _sending;
    private bool _waiting;
    private bool _valuesAreRefused;

    public TransactionSender(
        Loop loop, Outbox outbox, CentralSystemLink link, ChargingStation station, ProtocolSettings settings, ILogger logger)
    {
        _loop = loop;
        _outbox = outbox;
        _link = link;
        _station = station;
        _settings = settings;
        _logger = logger;
        outbox.Appended += Send;
    }

    /// <summary>The queue has run empty, or cannot go on for now.</summary>
    public event Action? Paused;

    /// <summary>Sends what waits. Called when the link is operational, too.</summary>
    public void Send()
    {
        if (!_sending && !_waiting && _link.IsOperational && _outbox.Head is not null)
        {
            _sending = true;
            _loop.Start(SendAllAsync);
        }
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
            while (_link.IsOperational && _outbox.Head is { } head && await SendAsync(head))
            {
            }
        }
        finally
        {
            _sending = false;
            Paused?.Invoke();
        }
    }

    /// <returns>False when the next one has to wait.</returns>
    private async Task<bool> SendAsync(OutboxMessage head)
    {
        switch (await _link.CallAsync(head.Action, _outbox.Render(head)))
        {
            case CallOutcome.Result result:
                await SettleAsync(head, result.Payload);
                return true;
            case CallOutcome.Unreadable:
                await SettleAsync(head, default);
                return true;
            case CallOutcome.Error error:
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
                "StopTransaction of transaction {TransactionKey} was refused for its content ({Code}): it goes again without its measured values",
                head.TransactionKey, code);
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
    private async Task SettleAsync(OutboxMessage head, ReadOnlyMemory<byte> payload)
    {
        if (head.Role == MessageRole.Start)
        {
            await SettleStartAsync(head, payload);
            return;
        }

        _valuesAreRefused &= head.Role != MessageRole.Values;
        await _outbox.SettleAsync(head, null);
        if (head.Role == MessageRole.Stop && head.IdToken is { } idToken &&
            Ocpp16Catalog.StopTransaction.DecodeResponse(payload).TryGet(out var response, out _) && response.IdTagInfo is { } info)
        {
            await _station.Authorizer.LearnAsync(idToken, TokenAuthority.Read(info));
        }
    }

    private async Task SettleStartAsync(OutboxMessage head, ReadOnlyMemory<byte> payload)
    {
        Ocpp16Catalog.StartTransaction.DecodeResponse(payload).TryGet(out var response, out _);
        if (response?.TransactionId is null)
        {
            _logger.LogError(
                "StartTransaction.conf of transaction {TransactionKey} gives no id that can be read: it goes on as {UnknownId}, out of remote reach",
                head.TransactionKey, TransactionMessages.UnknownTransactionId);
        }

        var running = await _outbox.SettleAsync(head, response?.TransactionId);
        if (response?.IdTagInfo is not { } given)
        {
            return;
        }

        var info = TokenAuthority.Read(given);
        if (running is not null)
        {
            Learn(running, info);
        }

        await _station.Authorizer.LearnAsync(head.IdToken!, info);
    }

    private void Learn(Transaction running, TagInfo info)
    {
        running.GroupIdToken ??= info.GroupIdToken;
        if (!info.IsAccepted)
        {
            _logger.LogWarning(
                "Connector {ConnectorId}: the tag of transaction {TransactionKey}, to the central system {TransactionId}, is {Status}",
                running.ConnectorId, running.Key, running.CentralSystemId, info.Status);
            _station.Find(running.ConnectorId)?.Deauthorise();
        }
    }
}
