using ChargerFirmware.Central.Records;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Misbehaving;

/// <summary>
/// What goes wrong in the central system for one station, on purpose. Several plans for one action are carried out in the order in
/// which they were made. Used on the loop.
/// </summary>
public sealed class StationBehaviour
{
    private readonly Loop _loop;
    private readonly RandomSource _random;
    private readonly Dictionary<string, Queue<PlannedAnswer>> _plans = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (TimeSpan Min, TimeSpan Max)> _delays = new(StringComparer.Ordinal);
    private (TimeSpan Min, TimeSpan Max) _delay;
    private TaskCompletionSource? _stall;
    private ITimer? _stallEnd;

    internal StationBehaviour(Loop loop, RandomSource random)
    {
        _loop = loop;
        _random = random;
    }

    /// <summary>What the start of a session hears about any token; null for what the tokens say.</summary>
    public TokenStatus? StartTokenStatus { get; set; }

    /// <summary>
    /// Carries calls out as they come and holds their answers back, until <paramref name="duration"/> has passed or <see cref="Resume"/>
    /// is called. Answers whose link has ended meanwhile are never given.
    /// </summary>
    public void Stall(TimeSpan? duration = null)
    {
        _stallEnd?.Dispose();
        _stall ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _stallEnd = duration is { } limit
            ? _loop.Time.CreateTimer(_ => Resume(), null, limit, Timeout.InfiniteTimeSpan)
            : null;
    }

    /// <summary>Ends a stall: what was held back is answered now.</summary>
    public void Resume()
    {
        _stallEnd?.Dispose();
        _stallEnd = null;
        _stall?.SetResult();
        _stall = null;
    }

    /// <summary>Answers later than need be, by a time between the two.</summary>
    /// <param name="action">Null for all actions that have no delay of their own.</param>
    public void DelayAnswers(TimeSpan min, TimeSpan max, string? action = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(min, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, min);
        if (action is null)
        {
            _delay = (min, max);
        }
        else
        {
            _delays[action] = (min, max);
        }
    }

    /// <inheritdoc cref="DelayAnswers(TimeSpan, TimeSpan, string?)"/>
    public void DelayAnswers(TimeSpan delay, string? action = null) => DelayAnswers(delay, delay, action);

    /// <summary>The next calls of the action are not carried out; they hear a CALLERROR.</summary>
    public void FailNext(string action, int count = 1, ErrorCode code = ErrorCode.InternalError, string description = "planned") =>
        Plan(action, count, new PlannedAnswer.Refusal(new CallReply.Error(code, description)));

    /// <summary>The next calls of the action are carried out and hear a CALLRESULT that breaks the schema.</summary>
    /// <param name="payload">One JSON object in UTF-8; null for one that fits no action.</param>
    public void AnswerNonsenseNext(string action, int count = 1, ReadOnlyMemory<byte>? payload = null) =>
        Plan(action, count, new PlannedAnswer.Nonsense(payload ?? """{"nonsense":true}"""u8.ToArray()));

    /// <summary>The next calls of the action are carried out and never answered.</summary>
    public void LeaveNextUnanswered(string action, int count = 1) => Plan(action, count, new PlannedAnswer.Silence());

    /// <summary>The next calls of the action are carried out, and the link is closed instead of an answer.</summary>
    public void HangUpOnNext(string action, int count = 1) => Plan(action, count, new PlannedAnswer.HangUp());

    /// <summary>Behaves well again.</summary>
    public void Clear()
    {
        Resume();
        _plans.Clear();
        _delays.Clear();
        _delay = default;
        StartTokenStatus = null;
    }

    internal PlannedAnswer? Take(string action) =>
        _plans.TryGetValue(action, out var plans) && plans.TryDequeue(out var plan) ? plan : null;

    /// <summary>Waits until an answer may be given.</summary>
    internal async Task HoldAsync(string action)
    {
        var (min, max) = _delays.GetValueOrDefault(action, _delay);
        if (max > TimeSpan.Zero)
        {
            await Task.Delay(min == max ? min : min + ((max - min) * _random.NextDouble()), _loop.Time);
        }

        while (_stall is { } stall)
        {
            await stall.Task;
        }
    }

    private void Plan(string action, int count, PlannedAnswer answer)
    {
        if (!_plans.TryGetValue(action, out var plans))
        {
            _plans[action] = plans = new Queue<PlannedAnswer>();
        }

        for (var index = 0; index < count; index++)
        {
            plans.Enqueue(answer);
        }
    }
}
