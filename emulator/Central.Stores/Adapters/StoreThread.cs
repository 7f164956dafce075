using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Central.Stores.Adapters;

/// <summary>
/// The thread that a database is used by. What waits to be written while it writes is carried out together, in the order of its arrival, and what is
/// asked behind it. Frames ride along, and are written for themselves when nothing else is to be done.
/// </summary>
internal sealed class StoreThread
{
    /// <summary>The most that is taken together: a longer row would keep the first waiting for nothing.</summary>
    private const int MostTogether = 512;

    /// <summary>The most frames in one transaction: so long, a few milliseconds, does a commit wait for them.</summary>
    private const int MostFrames = 128;

    private static readonly TimeSpan s_gather = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_betweenTrims = TimeSpan.FromMinutes(1);

    /// <summary>Null where frames wait.</summary>
    private readonly ThreadQueue<StoreWork?> _work = new();
    private readonly List<StoreWrite> _together = [];
    private readonly List<StoreQuestion> _questions = [];
    private readonly FrameBuffer _frames = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Database _database;
    private readonly FrameRing _ring;
    private readonly ChangeWriter _writer;
    private readonly Loop _loop;
    private readonly ILogger _logger;
    private long _lastTrim;

    public StoreThread(Database database, Loop loop, StoreLimits limits, ILogger logger)
    {
        _database = database;
        _loop = loop;
        _logger = logger;
        _ring = new FrameRing(database, limits, loop.Time);
        _writer = new ChangeWriter(database, _ring, limits);
        database.Reopened = _ring.Open;
        _lastTrim = loop.Time.GetTimestamp();
        new Thread(Work) { IsBackground = true, Name = "central store" }.Start();
    }

    /// <summary>The first thing that is to be done.</summary>
    public void Open()
    {
        _database.Open();
        Schema.BringUp(_database, _logger, Schema.Latest);
        _database.BroughtUp();
        _ring.Open();
    }

    /// <returns>False when it is closed.</returns>
    public bool TryAdd(StoreWork work)
    {
        if (work is StoreWrite write)
        {
            foreach (var forgotten in write.Changes.OfType<StoreChange.StationForgotten>())
            {
                _frames.Remove(forgotten.Identity);
            }
        }

        return _work.TryAdd(work);
    }

    public void Add(FrameRecord frame)
    {
        if (_frames.Add(frame))
        {
            _work.TryAdd(null);
        }
    }

    /// <summary>On the store's thread: frames that wait, for who asks for frames.</summary>
    public void WriteFrames()
    {
        while (!_frames.IsEmpty)
        {
            Write(_frames.Take(MostFrames));
        }
    }

    /// <summary>Ends when all that was asked for is done.</summary>
    public Task CloseAsync()
    {
        if (_work.TryClose())
        {
            _database.Hurry();
        }

        return _closed.Task;
    }

    private void Work()
    {
        while (!_work.IsCompleted)
        {
            var patience = _frames.Count switch { 0 => s_rest, < MostFrames => s_gather, _ => TimeSpan.Zero };
            if (_work.TryTake(out var first, patience))
            {
                Take(first);
            }
            else
            {
                Rest();
            }

            Tend();
        }

        WriteFrames();
        Guarded(_database.Dispose);
        _loop.Post(_closed.SetResult);
    }

    /// <summary>
    /// Writes what waits, then answers what waits: what is asked may show what was handed over behind it as well, and a commit for each question would
    /// be an fsync more for each start of a session.
    /// </summary>
    private void Take(StoreWork? first)
    {
        var (next, taken) = (first, 0);
        do
        {
            if (next is StoreWrite write)
            {
                _together.Add(write);
            }
            else if (next is StoreQuestion question)
            {
                _questions.Add(question);
            }
        }
        while (++taken < MostTogether && _work.TryTake(out next, TimeSpan.Zero));
        Commit(_together);
        _questions.ForEach(Carry);
        _questions.Clear();
    }

    private void Carry(StoreQuestion question)
    {
        try
        {
            question.Carry();
        }
        catch (Exception problem)
        {
            question.Failure = _database.Explained(problem);
        }

        _loop.Post(question.Settle);
    }

    /// <summary>Together they are faster, but one that cannot be carried out must not take the others with it.</summary>
    private void Commit(List<StoreWrite> together)
    {
        if (together.Count == 0)
        {
            return;
        }

        var frames = _frames.Take(MostFrames);
        try
        {
            Keep(together, frames);
        }
        catch (StoreException down)
        {
            together.ForEach(write => write.Failure = down);
        }
        catch (Exception problem)
        {
            if (together.Count == 1 && frames.Count == 0)
            {
                together[0].Failure = _database.Explained(problem);
            }
            else
            {
                together.ForEach(CommitAlone);
                Write(frames);
            }
        }

        var settled = together.ToArray();
        together.Clear();
        _loop.Post(() => Array.ForEach(settled, write => write.Settle()));
    }

    private void CommitAlone(StoreWrite write)
    {
        try
        {
            Keep([write], []);
        }
        catch (Exception problem)
        {
            write.Failure = _database.Explained(problem);
        }
    }

    /// <summary>Frames that cannot be written are lost: nobody waits for them, and those behind them are as good.</summary>
    private void Write(List<FrameRecord> frames)
    {
        if (frames.Count > 0 && !Guarded(() => Keep([], frames)))
        {
            _logger.LogWarning("{Count} frames could not be written and are lost", frames.Count);
        }
    }

    private void Keep(IReadOnlyList<StoreWrite> writes, List<FrameRecord> frames)
    {
        try
        {
            _database.Transact(() =>
            {
                _ring.Mark();
                foreach (var write in writes)
                {
                    foreach (var change in write.Changes)
                    {
                        _writer.Write(change);
                    }
                }

                frames.ForEach(_ring.Write);
                _ring.Trim();
                return true;
            });
        }
        catch
        {
            _ring.Return();
            throw;
        }
    }

    private void Rest()
    {
        if (!_frames.IsEmpty)
        {
            Write(_frames.Take(MostFrames));
        }
        else
        {
            Guarded(_database.Rest);
        }
    }

    /// <summary>A step of what is to be done now and then, also where there is always something else to do.</summary>
    private void Tend()
    {
        if (_frames.Count >= 4 * MostFrames)
        {
            Write(_frames.Take(MostFrames));
        }

        if (_loop.Time.GetElapsedTime(_lastTrim) < s_betweenTrims)
        {
            return;
        }

        if (_frames.TakeLost() is > 0 and var lost)
        {
            _logger.LogWarning("{Count} frames were lost, because the store had no time for them", lost);
        }

        var isMore = false;
        if (!Guarded(() => isMore = _database.Transact(_ring.TrimOlder)) || !isMore)
        {
            _lastTrim = _loop.Time.GetTimestamp();
        }
    }

    private bool Guarded(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (Exception problem)
        {
            _logger.LogWarning("{Problem}", _database.Explained(problem).Message);
            return false;
        }
    }
}
