using System.Globalization;
using ChargerFirmware.Bench;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>
/// Runs a script at a prompt: commands, each to its answer, and expectations. A call that is refused or not answered fails the script, unless the line
/// behind it expects that. Used on the loop.
/// </summary>
internal sealed class ScriptRun
{
    private const int MaxShownFrames = 10;

    private static readonly TimeSpan s_usualPatience = TimeSpan.FromSeconds(10);

    private readonly PromptSession _session;
    private readonly ChangeSignal _changed;
    private readonly Dictionary<string, long> _positions = [];
    private (int Line, string Text, PromptCall Call, CallOutcome Outcome)? _last;
    private bool _lastIsSettled = true;
    private int _violationsSeen;

    public ScriptRun(PromptSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _session = session;
        _changed = new ChangeSignal(session.Surroundings.Loop.Time);
        session.Frames.Added += _ => _changed.Raise();
        session.ConnectionsChanged += _changed.Raise;
    }

    /// <returns>The line that failed, or null.</returns>
    public async Task<ScriptFailure?> RunAsync(Script script)
    {
        foreach (var (number, text) in script.Lines)
        {
            var why = await FailureOf(number, text);
            if (why is { } failure)
            {
                return Fail(script, failure.Line, failure.Text, failure.Why);
            }

            if (_session.IsEnded)
            {
                break;
            }
        }

        return Unexpected() is { } last ? Fail(script, last.Line, last.Text, last.Why) : null;
    }

    private async Task<(int Line, string Text, string Why)?> FailureOf(int number, string text)
    {
        try
        {
            var words = WordScanner.Split(text);
            var isAboutAnswer = words is ["expect", "answer", ..] or ["expect", "error", ..] or ["expect", "no", "answer"];
            if (!isAboutAnswer && Unexpected() is { } last)
            {
                return last;
            }

            switch (words)
            {
                case ["wait", var duration]:
                    await Task.Delay(DurationOf(duration), _session.Surroundings.Loop.Time);
                    break;
                case ["expect", .. var rest]:
                    await ExpectAsync([.. rest], text);
                    break;
                default:
                    await CommandAsync(number, text);
                    break;
            }

            return null;
        }
        catch (PromptException failure)
        {
            return (number, text, failure.Message);
        }
    }

    private async Task CommandAsync(int number, string text)
    {
        if (await _session.RunAsync(text) is { } call)
        {
            _last = (number, text, call, await call.Outcome);
            _lastIsSettled = false;
        }
    }

    private (int Line, string Text, string Why)? Unexpected() =>
        !_lastIsSettled && _last is { Outcome: not CallOutcome.Result } last ? (last.Line, last.Text, last.Call.Describe(last.Outcome)) : null;

    private async Task ExpectAsync(List<string> words, string text)
    {
        var patience = s_usualPatience;
        if (words is [.., "within", var duration])
        {
            patience = DurationOf(duration);
            words.RemoveRange(words.Count - 2, 2);
        }

        switch (words)
        {
            case ["answer", .. var fields]:
                ExpectAnswer(fields);
                break;
            case ["error", var code]:
                ExpectError(code);
                break;
            case ["no", "answer"]:
                ExpectNoAnswer();
                break;
            case ["no", "violation"]:
                ExpectNoViolation();
                break;
            case ["no", var arrow, .. var rest] when FramePattern.IsArrow(arrow):
                await ExpectAbsenceAsync(new FramePattern([arrow, .. rest]), patience);
                break;
            case ["connected" or "disconnected", var name]:
                await ExpectConnectionAsync(name, words[0] == "connected", patience);
                break;
            case [var arrow, ..] when FramePattern.IsArrow(arrow):
                await ExpectFrameAsync(new FramePattern(words), patience);
                break;
            case not [] when _session.Boards.Count > 0:
                await _session.SayToBoardAsync(text);
                break;
            default:
                throw new PromptException(
                    "expected <<cp#ID Action, >>cp#ID Action, answer, error CODE, connected cp#ID, disconnected cp#ID, no answer, no violation or "
                    + $"no <<cp#ID Action behind 'expect', found '{Quoted.Short(string.Join(' ', words))}'");
        }
    }

    private async Task ExpectFrameAsync(FramePattern pattern, TimeSpan patience)
    {
        var from = _positions.GetValueOrDefault(pattern.Side);
        long? FindFrom() => _session.Frames.From(from).Where(entry => pattern.Matches(entry.Frame)).Select(entry => (long?)entry.Position).FirstOrDefault();
        _positions[pattern.Side] = await _changed.UntilAsync(() => FindFrom() is not null, patience)
            ? FindFrom()!.Value + 1
            : throw new PromptException($"expected {pattern} within {Text(patience)}");
    }

    private async Task ExpectAbsenceAsync(FramePattern pattern, TimeSpan patience)
    {
        var from = _positions.GetValueOrDefault(pattern.Side);
        if (await _changed.UntilAsync(() => _session.Frames.From(from).Any(entry => pattern.Matches(entry.Frame)), patience))
        {
            throw new PromptException($"expected no {pattern} within {Text(patience)}, and there it is");
        }
    }

    private async Task ExpectConnectionAsync(string name, bool isConnected, TimeSpan patience)
    {
        var id = name.StartsWith("cp#", StringComparison.Ordinal) ? name[3..] : throw new PromptException($"expected cp#ID, found '{Quoted.Short(name)}'");
        bool Is() => (_session.CentralSystem is { } system && system.Csms.Find(id)?.IsConnected == true)
            || (_session.CentralSystem is null && _session.ChargePoints.Exists(point => point.Identity == id && point.IsConnected))
            || (_session.CentralSystem is null && _session.Boards.Exists(board => board.Identity == id && board.IsConnected));
        if (!await _changed.UntilAsync(() => Is() == isConnected, patience))
        {
            throw new PromptException($"expected {name} to be {(isConnected ? "connected" : "disconnected")} within {Text(patience)}");
        }
    }

    private void ExpectAnswer(IReadOnlyList<string> words)
    {
        var (call, outcome) = Last();
        var action = ActionWords.Find(call.Action, out _) ?? ActionWords.Find(ActionWords.RemotePrefix + call.Action, out _);
        FieldPattern[] fields = [.. words.Select(word => PromptLine.IsArgument(word)
            ? new FieldPattern(PromptLine.ArgumentOf(word))
            : throw new PromptException($"expected name=value, found '{Quoted.Short(word)}'"))];
        if (action is not null)
        {
            Array.ForEach(fields, field => field.RequireIn(Docs.MessageField.Of(action.ResponseForm), $"{action.Name}.conf"));
        }

        if (outcome is not CallOutcome.Result result || !FieldPattern.AllMatch(fields, result.Payload))
        {
            throw new PromptException($"expected an answer {string.Join(' ', words)}".TrimEnd() + $"; {call.Describe(outcome)}"
                + (outcome is CallOutcome.Result found ? $" {System.Text.Encoding.UTF8.GetString(found.Payload.Span)}" : ""));
        }

        _lastIsSettled = true;
    }

    private void ExpectError(string code)
    {
        var (call, outcome) = Last();
        _lastIsSettled = outcome is CallOutcome.Error error && error.CodeWord == code
            ? true
            : throw new PromptException($"expected the error {code}; {call.Describe(outcome)}");
    }

    private void ExpectNoAnswer()
    {
        var (call, outcome) = Last();
        _lastIsSettled = outcome is CallOutcome.TimedOut or CallOutcome.LinkLost
            ? true
            : throw new PromptException($"expected no answer; {call.Describe(outcome)}");
    }

    private void ExpectNoViolation()
    {
        var violations = _session.CentralSystem?.Violations ?? [];
        var fresh = violations.Skip(_violationsSeen).ToArray();
        _violationsSeen = violations.Count;
        if (fresh.Length > 0)
        {
            throw new PromptException($"expected no violation, found {fresh.Length}: {string.Join("; ", fresh.Take(5))}");
        }
    }

    private (PromptCall Call, CallOutcome Outcome) Last() =>
        _last is { } last ? (last.Call, last.Outcome) : throw new PromptException("expected a command before it whose answer is meant");

    private static TimeSpan DurationOf(string word)
    {
        var unit = word.EndsWith("ms", StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(1)
            : word.EndsWith('s') ? TimeSpan.FromSeconds(1)
            : word.EndsWith('m') ? TimeSpan.FromMinutes(1)
            : word.EndsWith('h') ? TimeSpan.FromHours(1)
            : TimeSpan.Zero;
        return unit > TimeSpan.Zero
            && double.TryParse(word.TrimEnd('m', 's', 'h'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count <= 100_000
            ? unit * count
            : throw new PromptException($"expected a duration such as 500ms, 20s, 5m or 1h, found '{Quoted.Short(word)}'");
    }

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s");

    private ScriptFailure Fail(Script script, int line, string text, string why) => new(
        script.Name, line, text, why,
        [.. _session.Frames.From(Math.Max(0, _session.Frames.Position - MaxShownFrames)).Select(entry => entry.Frame.ToString())]);
}
