using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Ocpp16.Transactions;
using ChargerFirmware.Station.Protocol.Transactions;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.Station.Events;

/// <summary>
/// Transactions begin, are sampled and end on a disk that by chance refuses commits, and what is to be kept instead, while the power fails by chance, answers get lost by
/// chance, and a clock turns out to have been off: each is sent once with its begin, once with its end, in this order, and every repetition
/// has the same content.
/// </summary>
public sealed class EventLogWeatherTests : IDisposable
{
    private static readonly DateTimeOffset s_begin = new(2026, 12, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly VirtualLoop _loop = new(s_begin);
    private readonly HandStore _disk = new();
    private readonly Dictionary<long, string> _sent = [];
    private readonly List<long> _order = [];
    private readonly HashSet<long> _begun = [];
    private readonly List<Transaction> _running = [];
    private readonly List<long> _passed = [];
    private StationClock _clock = null!;
    private bool _isSending;
    private EventLog _log = null!;
    private Outbox _outbox = null!;
    private EventCursor _other = null!;

    public void Dispose() => _loop.Dispose();

    [Fact]
    public void Whatever_the_disk_does_each_transaction_is_sent_once_and_whole()
    {
        for (var seed = 1; seed <= 500; seed++)
        {
            using var run = new EventLogWeatherTests();
            run.Run(new Random(seed), seed);
        }
    }

    private void Run(Random chance, int seed)
    {
        Open();
        for (var step = 0; step < 150; step++)
        {
            var what = chance.Next(100);
            Action act = what switch
            {
                < 8 => Start,
                < 20 => () => Sample(chance),
                < 26 => () => Begin(() => _log.ProgressedAsync(_running)),
                < 36 => () => End(chance),
                < 70 => () => DiskStep(refuse: chance.Next(4) == 0),
                < 84 => () => Send(isAnswered: chance.Next(3) > 0),
                < 90 => SetClock,
                < 95 => PassOther,
                _ => Restart,
            };
            Turn(act);
        }

        // The weather clears.
        Turn(Restart);
        for (var step = 0; step < 3000 && (_running.Count > 0 || _disk.Waiting > 0 || _outbox.Count > 0 || _other.Count > 0); step++)
        {
            Turn(() => End(chance));
            Turn(() => DiskStep(refuse: false));
            Turn(() => Send(isAnswered: true));
            Turn(PassOther);
        }

        // What a cursor passes rides on the next commit.
        Turn(() => Begin(() => Store.CommitAsync([])));
        Turn(() => DiskStep(refuse: false));

        var lines = _order.Select(sequence => _sent[sequence]).ToList();
        foreach (var key in _begun)
        {
            var own = lines.Where(line => line.Contains($"\"TX{key}\"", StringComparison.Ordinal)).ToList();
            Assert.True(
                own.Count == 2 && own[0].StartsWith("StartTransaction", StringComparison.Ordinal) && own[1].StartsWith("StopTransaction", StringComparison.Ordinal),
                $"seed {seed}, transaction {key}: {string.Join("; ", own)}");
        }

        Assert.Equal(_order.Order(), _order);
        Assert.Equal(_passed.Order().Distinct(), _passed.Distinct());
        Assert.Empty(_disk.Load(StoreTables.TransactionCheckpoints));
        Assert.Empty(_disk.Load(StoreTables.Events));
    }

    private void Turn(Action act)
    {
        _loop.Run(act);
        _loop.RunFor(TimeSpan.FromSeconds(1));
    }

    private void Begin(Func<Task> work) => _loop.Start(work);

    private void Start()
    {
        if (_running.Count < 2)
        {
            var key = _log.NextKey();
            var transaction = new Transaction
            {
                Key = key,
                Id = _log.NextTransactionId(),
                ConnectorId = 1,
                IdToken = new IdToken($"TX{key}"),
                StartedAt = s_begin,
                AliveAt = s_begin,
                MeterStartWh = key,
                MeterLastWh = key,
            };
            Begin(() => StartAsync(transaction, _log));
        }
    }

    private async Task StartAsync(Transaction transaction, EventLog log)
    {
        try
        {
            await log.StartedAsync(transaction);
        }
        catch (IOException)
        {
            return;
        }

        if (ReferenceEquals(log, _log))
        {
            _running.Add(transaction);
        }

        _begun.Add(transaction.Key);
    }

    private void Sample(Random chance)
    {
        if (_running.Find(transaction => transaction.MeterStopWh is null && _log.Running.Contains(transaction)) is { } transaction)
        {
            MeasuredValue[] values = [new(Measurand.EnergyActiveImportRegister, transaction.MeterLastWh)];
            var kept = chance.Next(2) == 0;
            Begin(() => _log.SampledAsync(transaction, transaction.Stamp(s_begin), ReadingContext.SamplePeriodic, values, kept ? values : []));
        }
    }

    private void End(Random chance)
    {
        if (_running.Count > 0)
        {
            var transaction = _running[chance.Next(_running.Count)];
            _running.Remove(transaction);
            transaction.Stop(StopReason.Local, transaction.IdToken);
            transaction.Close(transaction.Stamp(s_begin), transaction.MeterLastWh + 1);
            Begin(() => _log.EndedAsync(transaction));
        }
    }

    private void DiskStep(bool refuse)
    {
        if (_disk.Waiting == 0)
        {
            return;
        }

        if (refuse)
        {
            _disk.Refuse();
        }
        else
        {
            _disk.Do();
        }
    }

    private void Send(bool isAnswered)
    {
        // No clock is corrected any more from here on, and what it had moved is kept.
        _isSending = true;
        if (!_outbox.ReadyAsync().IsCompleted || _outbox.Head is not { } head)
        {
            return;
        }

        var line = $"{head.Action} {System.Text.Encoding.UTF8.GetString(_outbox.Render(head)!.Encode().Span)}";
        if (_sent.TryGetValue(head.Sequence, out var before))
        {
            Assert.Equal(before, line);
        }
        else
        {
            _sent.Add(head.Sequence, line);
            _order.Add(head.Sequence);
        }

        if (isAnswered)
        {
            Begin(() => _outbox.SettleAsync(head, head.Role == MessageRole.Start ? 1000 + head.TransactionKey : null));
        }
    }

    private void SetClock()
    {
        if (!_isSending)
        {
            _clock.Set(_loop.Time.GetUtcNow().AddHours(1));
        }
    }

    private void PassOther()
    {
        if (_other.Next is { } next)
        {
            _passed.Add(next.Sequence);
            Store.HoldForNext(_other.Pass());
        }
    }

    private WatchedStore Store { get; set; } = null!;

    private void Restart()
    {
        Store.Dispose();
        _disk.CutPower();
        Open();
    }

    private void Open()
    {
        Store = new WatchedStore(_loop, _disk, NullLogger.Instance);
        _clock = new StationClock(_loop.Time);
        _isSending = false;
        _log = new EventLog(Store, _clock, RandomSource.Seeded(1), NullLogger.Instance);
        _outbox = new Outbox(_log, Store, TransactionMessages.Shared, NullLogger.Instance);
        _other = _log.Open("other", EventKinds.TransactionBounds, fromNow: false);
        _log.Begin();
        _outbox.Begin();
        _running.Clear();
        _running.AddRange(_log.Interrupted);
        _begun.UnionWith(_log.Interrupted.Select(transaction => transaction.Key));
    }
}
