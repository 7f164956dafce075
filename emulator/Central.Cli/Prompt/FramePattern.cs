using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Central.Cli.Docs;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp16;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>
/// Which frame a script expects: <c>&lt;&lt;cp#0 StartTransaction connectorId=1</c>. The arrow is that of the log; <c>.conf</c> behind the action means its
/// answer, <c>.error</c> its CALLERROR.
/// </summary>
internal sealed class FramePattern
{
    private const string AnswerSuffix = ".conf";
    private const string ErrorSuffix = ".error";

    private readonly bool _isSent;
    private readonly bool _isOfCentralSystem;
    private readonly string? _station;
    private readonly string _action;
    private readonly FrameType _type;
    private readonly FieldPattern[] _fields;
    private readonly string _text;

    /// <param name="words">The arrow with whom it points at, the action, and fields.</param>
    /// <exception cref="PromptException">It is no pattern, or speaks of an action or field that the standard does not have.</exception>
    public FramePattern(IReadOnlyList<string> words)
    {
        _text = string.Join(' ', words);
        var arrow = words[0];
        _isSent = arrow.StartsWith(">>", StringComparison.Ordinal);
        _isOfCentralSystem = arrow.Length > 5 && arrow[2..5] == "cp#";
        _station = _isOfCentralSystem ? arrow[5..] : null;
        if (!_isOfCentralSystem && arrow[2..] is not "cs" && !arrow[2..].StartsWith("cs@", StringComparison.Ordinal))
        {
            throw new PromptException(
                $"'{Quoted.Short(arrow)}': expected <<cp#ID, >>cp#ID, or <<cs, >>cs (<<cs@ID where several run) for a charge point of this process");
        }

        _station ??= arrow.Length > 5 ? arrow[5..] : null;
        var action = words.ElementAtOrDefault(1) ?? throw new PromptException($"{arrow}: expected an action behind it, such as StartTransaction");
        _type = action.EndsWith(AnswerSuffix, StringComparison.Ordinal) ? FrameType.CallResult
            : action.EndsWith(ErrorSuffix, StringComparison.Ordinal) ? FrameType.CallError
            : FrameType.Call;
        _action = _type switch
        {
            FrameType.CallResult => action[..^AnswerSuffix.Length],
            FrameType.CallError => action[..^ErrorSuffix.Length],
            _ => action,
        };
        _fields = [.. words.Skip(2).Select(word => PromptLine.IsArgument(word)
            ? new FieldPattern(PromptLine.ArgumentOf(word))
            : throw new PromptException($"expected name=value, found '{Quoted.Short(word)}'"))];
        RequireKnown();
    }

    public static bool IsArrow(string word) => word.StartsWith("<<", StringComparison.Ordinal) || word.StartsWith(">>", StringComparison.Ordinal);

    /// <summary>Whose frames it speaks of: expectations hold the order of these.</summary>
    public string Side => $"{(_isOfCentralSystem ? "cs" : "cp")} {_station}";

    public bool Matches(PromptFrame frame) =>
        frame.IsOfCentralSystem == _isOfCentralSystem && frame.IsSent == _isSent && (_station is null || frame.Station == _station)
        && frame.Type == _type && frame.Action == _action && FieldPattern.AllMatch(_fields, frame.Payload);

    public override string ToString() => _text;

    private void RequireKnown()
    {
        if (!Ocpp16Catalog.All.TryFind(_action, out var action))
        {
            throw new PromptException(
                $"'{Quoted.Short(_action)}' is no action of OCPP 1.6{Spelling.DidYouMean(_action, Ocpp16Catalog.All.Actions.Select(one => one.Name))}");
        }

        var form = _type == FrameType.Call ? action.RequestForm : action.ResponseForm;
        foreach (var field in _type == FrameType.CallError ? [] : _fields)
        {
            field.RequireIn(MessageField.Of(form), action.Name);
        }
    }
}
