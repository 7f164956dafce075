using System.Text.Json;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Protocol.Transactions;

/// <summary>
/// The messages of transactions in the order of what happened: the place of the central system in the station's event log. A message is
/// rendered when it is first sent, because an offline start has no id before, and a clock may turn out to have been wrong; it is gone when
/// it is answered. Used on the loop only.
/// </summary>
public sealed class Outbox
{
    /// <summary>Under which the log keeps the place.</summary>
    internal const string Reader = "ocpp";

    private readonly EventLog _log;
    private readonly EventCursor _cursor;
    private readonly WatchedStore _store;
    private readonly ITransactionMessages _messages;
    private readonly ILogger _logger;
    private readonly DeadLetters _deadLetters;

    /// <summary>Those that were rendered before, by sequence.</summary>
    private readonly List<RenderedMessage> _rendered = [];

    private readonly Dictionary<long, long?> _ids;
    private OutboxHead? _state;
    private OutboxMessage? _head;

    public Outbox(EventLog log, WatchedStore store, ITransactionMessages messages, ILogger logger)
    {
        _log = log;
        _store = store;
        _messages = messages;
        _logger = logger;
        _deadLetters = new DeadLetters(messages);
        _deadLetters.Load(store, logger);
        _state = OutboxRows.LoadHead(store, logger);
        _ids = OutboxRows.LoadIds(store, log.LegacyIds);
        foreach (var message in OutboxRows.LoadMessages(store, StoreTables.Journal, logger))
        {
            _rendered.Add(message);
        }

        foreach (var interrupted in log.Interrupted)
        {
            interrupted.CentralSystemId = _ids.GetValueOrDefault(interrupted.Key);
        }

        _cursor = log.Open(Reader, EventKinds.Transactions, fromNow: false);
        _cursor.Appended += OnAppended;
    }

    /// <summary>There is something new to send. Raised on the loop.</summary>
    public event Action? Appended;

    /// <summary><see cref="Count"/> or <see cref="DeadLetters"/> has changed. Raised on the loop.</summary>
    public event Action? CountChanged;

    /// <summary>Messages not answered yet.</summary>
    public int Count => _rendered.Count + _cursor.Count;

    /// <summary>When what the oldest of them reports has happened; null when there is none.</summary>
    public DateTimeOffset? OldestAt => Head?.At;

    /// <summary>Messages that were given up and are kept.</summary>
    public int DeadLetters => _deadLetters.Count;

    public OutboxMessage? Head => _head ??= FindHead();

    /// <summary>Every reader of the log has been opened, and none loses what is passed here.</summary>
    public void Begin() => SetAsideWhatIsInDoubt();

    /// <summary>Ends when what is sent now would be sent alike after a power cut.</summary>
    public Task ReadyAsync() => _log.CorrectionKept;

    /// <summary>The running transaction that the central system knows by <paramref name="centralSystemId"/>, or null.</summary>
    public Transaction? FindRunning(long centralSystemId) =>
        _log.Running.FirstOrDefault(transaction => transaction.CentralSystemId == centralSystemId);

    /// <summary>The message as it goes out; null when it was rendered elsewhere and cannot be sent.</summary>
    public TransactionMessage? Render(OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Message(head => Render(head, head.State.IsStripped));
    }

    /// <summary>The head was answered. A start's answer names the transaction for all that follows.</summary>
    /// <param name="centralSystemId">Null where the answer gave none: the transaction is reported as unknown and cannot be asked for.</param>
    /// <returns>The transaction if it still runs.</returns>
    public async Task<Transaction?> SettleAsync(OutboxMessage head, long? centralSystemId)
    {
        var running = _log.Running.FirstOrDefault(transaction => transaction.Key == head.TransactionKey);
        var changes = Pass(head);
        if (head.Role == MessageRole.Start)
        {
            changes.Add(Identify(head.TransactionKey, centralSystemId));
        }

        var written = Task.CompletedTask;
        if (head.Role == MessageRole.Values && _log.Running.Count > 0)
        {
            // The next commit is at most ten seconds away; reported twice after a cut in between, a value is still the same value.
            _store.HoldForNext(changes);
        }
        else
        {
            written = _store.CommitOrHoldAsync(changes);
        }

        CountChanged?.Invoke();
        await written;
        SetAsideWhatIsInDoubt();
        return running;
    }

    /// <summary>The head was refused once more and will be sent again.</summary>
    public Task NoteFailureAsync(OutboxMessage head) => KeepAsync(head, head.State with { Failures = head.Failures + 1 });

    /// <summary>The head was refused for its content: from now on it is sent without what it can be sent without.</summary>
    /// <returns>False when there is nothing of the kind left in it.</returns>
    public async Task<bool> TryStripAsync(OutboxMessage head)
    {
        var canBeStripped = head.Rendered is { } rendered
            ? _messages.CanBeStripped(rendered) : _messages.CanBeStripped(head.Event!, _cursor.HistoryOf(head.Event!));
        if (head.State.IsStripped || !canBeStripped)
        {
            return false;
        }

        await KeepAsync(head, head.State with { IsStripped = true });
        return true;
    }

    /// <summary>The head was refused for good: it leaves the queue and is kept where a person can find it, whole and with its id.</summary>
    public async Task GiveUpAsync(OutboxMessage head)
    {
        var letter = LetterOf(head, head.Failures + 1);
        _logger.Log(
            head.Role == MessageRole.Values ? LogLevel.Warning : LogLevel.Critical,
            "{Action} of transaction {TransactionKey} was refused {Failures} times and is now dead letter {Sequence}: 'charger journal retry' sends it again",
            head.Action, head.TransactionKey, letter.Failures, head.Sequence);
        await SetAsideAsync(head, letter);
    }

    /// <summary>The head cannot be sent: it leaves the queue and is kept where a person can find it.</summary>
    public Task SetAsideAsync(OutboxMessage head)
    {
        _logger.LogCritical(
            "{Action} of transaction {TransactionKey} cannot be read as a message of this version, and is dead letter {Sequence}",
            head.Action, head.TransactionKey, head.Sequence);
        return SetAsideAsync(head, LetterOf(head, head.Failures));
    }

    /// <summary>An end that may have been sent before, in another form, is not sent until a person has looked.</summary>
    private void SetAsideWhatIsInDoubt()
    {
        while (Head is { Event: TransactionEnded { MayHaveEndedBefore: true } } head)
        {
            var letter = LetterOf(head, head.Failures);
            var id = _ids.GetValueOrDefault(head.TransactionKey);
            var changes = Pass(head);
            _deadLetters.Add(letter, changes);
            CountChanged?.Invoke();
            _logger.LogCritical(
                "Transaction {TransactionKey}, to the central system {TransactionId}, may have ended in commits that the store has lost, and its "
                + "{Action} have been sent: this one is dead letter {Sequence}. Where the other is missing, 'charger journal retry' sends it",
                head.TransactionKey, id, head.Action, head.Sequence);
            _store.Hold(changes);
        }
    }

    private void OnAppended(StationEvent happened)
    {
        if (_head?.Event is { } head && !ReferenceEquals(head, _cursor.Next))
        {
            // There was no room, and the oldest sample went.
            _head = null;
        }

        CountChanged?.Invoke();
        SetAsideWhatIsInDoubt();
        Appended?.Invoke();
    }

    private OutboxMessage? FindHead()
    {
        var rendered = _rendered.Count > 0 ? _rendered[0] : null;
        if (rendered is not null && !(_cursor.Next?.Sequence < rendered.Sequence))
        {
            return new OutboxMessage
            {
                Rendered = rendered,
                State = StateOf(rendered.Sequence) ?? new OutboxHead(rendered.Sequence, rendered.Failures, rendered.IsStripped),
                TransactionKey = rendered.TransactionKey,
                Action = rendered.Action,
                Role = _messages.RoleOf(rendered.Action),
                IdToken = _messages.IdTokenOf(rendered),
                At = _messages.TimestampOf(rendered),
            };
        }

        return _cursor.Next is not { } happened ? null : new OutboxMessage
        {
            Event = happened,
            State = StateOf(happened.Sequence) ?? new OutboxHead(happened.Sequence, 0, false),
            TransactionKey = happened.TransactionKey!.Value,
            Action = _messages.ActionOf(happened),
            Role = _messages.RoleOf(_messages.ActionOf(happened)),
            IdToken = happened switch
            {
                TransactionStarted started => started.IdToken,
                TransactionEnded ended => ended.StopIdToken,
                _ => null,
            },
            At = happened.At,
        };
    }

    private OutboxHead? StateOf(long sequence) => _state?.Sequence == sequence ? _state : null;

    private async Task SetAsideAsync(OutboxMessage head, RenderedMessage letter)
    {
        var changes = Pass(head);
        _deadLetters.Add(letter, changes);
        var written = _store.CommitOrHoldAsync(changes);
        CountChanged?.Invoke();
        await written;
        SetAsideWhatIsInDoubt();
    }

    private TransactionMessage? Render(OutboxMessage message, bool isStripped)
    {
        var hasId = _ids.TryGetValue(message.TransactionKey, out var id);
        return message.Rendered is { } rendered
            ? _messages.Read(rendered, hasId, id, isStripped)
            : _messages.Write(message.Event!, _cursor.HistoryOf(message.Event!), id, isStripped);
    }

    /// <summary>Whole, and with its id.</summary>
    private RenderedMessage LetterOf(OutboxMessage message, int failures)
    {
        var content = Render(message, isStripped: false)?.Encode() ?? message.Rendered!.Encode();
        return new(message.Sequence, message.TransactionKey, message.Action, JsonElement.Parse(content.Span)) { Failures = failures };
    }

    private List<StoreChange> Pass(OutboxMessage head)
    {
        _head = null;
        var changes = new List<StoreChange>();
        if (StateOf(head.Sequence) is not null)
        {
            // A dead letter that is put back has the same place, and all its attempts.
            _state = null;
            changes.Add(OutboxRows.DeleteHead());
        }

        if (head.Rendered is { } rendered)
        {
            _rendered.Remove(rendered);
            changes.Add(OutboxRows.Delete(rendered));
        }
        else
        {
            changes.AddRange(_cursor.Pass());
        }

        if (head.Role == MessageRole.Stop)
        {
            _ids.Remove(head.TransactionKey);
            changes.Add(OutboxRows.DeleteId(head.TransactionKey));
        }

        return changes;
    }

    private Task KeepAsync(OutboxMessage head, OutboxHead state)
    {
        _state = state;
        _head = null;
        return _store.CommitOrHoldAsync([OutboxRows.Put(state)]);
    }

    private StoreChange Identify(long transactionKey, long? centralSystemId)
    {
        _ids[transactionKey] = centralSystemId;
        foreach (var transaction in _log.Running.Concat(_log.Interrupted).Where(transaction => transaction.Key == transactionKey))
        {
            transaction.CentralSystemId = centralSystemId;
        }

        return OutboxRows.PutId(transactionKey, centralSystemId);
    }
}
