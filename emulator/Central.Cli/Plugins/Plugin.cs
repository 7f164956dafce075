using ChargerFirmware.Bench;

namespace ChargerFirmware.Central.Cli.Plugins;

/// <summary>
/// One plugin: is asked, and has a moment to answer. What it does wrong is said and counted; who does too much wrong is of no use any more. Used on the loop.
/// </summary>
internal sealed class Plugin
{
    /// <summary>One after the other.</summary>
    private const int MaxFailuresInARow = 3;

    /// <summary>With good answers in between.</summary>
    private const int MaxFailures = 20;

    private const int MaxOpenQuestions = 64;
    private const int MaxComplaints = 100;

    private readonly IPluginProcess _process;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeLimit;
    private readonly Action<string> _say;
    private readonly Dictionary<long, TaskCompletionSource<PluginReply?>> _questions = [];
    private readonly HashSet<long> _timedOut = [];
    private long _seq;
    private int _failuresInARow;
    private int _failures;
    private int _complaints;

    public Plugin(string name, IPluginProcess process, TimeProvider time, TimeSpan timeLimit, Action<string> say)
    {
        Name = name;
        _process = process;
        _time = time;
        _timeLimit = timeLimit;
        _say = say;
        process.Said += OnSaid;
        process.Complained += OnComplained;
        process.Ended += why => GiveUp($"has ended: {why}");
    }

    /// <summary>It is of no use any more; raised once.</summary>
    public event Action? GivenUp;

    public string Name { get; }

    public bool IsOver { get; private set; }

    /// <summary>Asks it.</summary>
    /// <param name="write">Writes the question with its number.</param>
    /// <returns>Null where it does not answer in time, or never will.</returns>
    public async Task<PluginReply?> AskAsync(Func<long, string> write)
    {
        if (IsOver || _questions.Count >= MaxOpenQuestions)
        {
            return null;
        }

        var seq = ++_seq;
        var question = _questions[seq] = new TaskCompletionSource<PluginReply?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var limit = _time.CreateTimer(_ => TimeOut(seq), null, _timeLimit, Timeout.InfiniteTimeSpan);
        _process.Send(write(seq));
        return await question.Task;
    }

    /// <summary>A reply makes no sense for what was asked.</summary>
    public void Blame(string why)
    {
        _failures++;
        _failuresInARow++;
        _say($"plugin {Name} is passed over: {why}");
        if (_failuresInARow >= MaxFailuresInARow || _failures >= MaxFailures)
        {
            GiveUp("has failed too often");
        }
    }

    /// <summary>A reply was what was asked for.</summary>
    public void Praise() => _failuresInARow = 0;

    /// <summary>Ends it.</summary>
    public void Stop()
    {
        IsOver = true;
        Release();
        _process.Kill();
    }

    private void OnSaid(string line)
    {
        if (IsOver)
        {
            return;
        }

        if (PluginReply.Read(line, out var why) is not { } reply)
        {
            Blame($"{why}, found '{Quoted.Short(line)}'");
        }
        else if (_questions.Remove(reply.Seq, out var question))
        {
            question.SetResult(reply);
        }
        else if (!_timedOut.Remove(reply.Seq))
        {
            Blame(FormattableString.Invariant($"nothing was asked with seq {reply.Seq}"));
        }
    }

    private void OnComplained(string line)
    {
        if (!IsOver && _complaints++ < MaxComplaints)
        {
            _say($"plugin {Name}: {line}");
        }
    }

    private void TimeOut(long seq)
    {
        if (_questions.Remove(seq, out var question))
        {
            // Three of them end it, so there are never many.
            _timedOut.Add(seq);
            Blame(FormattableString.Invariant($"no answer within {_timeLimit.TotalSeconds} s"));
            question.SetResult(null);
        }
    }

    private void GiveUp(string why)
    {
        if (!IsOver)
        {
            Stop();
            _say($"plugin {Name} is removed: it {why}");
            GivenUp?.Invoke();
        }
    }

    private void Release()
    {
        foreach (var question in _questions.Values)
        {
            question.TrySetResult(null);
        }

        _questions.Clear();
    }
}
