using ChargerFirmware.Ocpp.Frames;

namespace ChargerFirmware.Network;

/// <summary>Which frames a disturbance is for.</summary>
/// <param name="From">The end that sends them.</param>
/// <param name="Answers">True for answers, false for calls, null for both.</param>
/// <param name="Action">The action called or answered; null for every one.</param>
public sealed record FramePattern(LinkEnd From, bool? Answers = null, string? Action = null)
{
    /// <summary>The calls that <paramref name="caller"/> makes.</summary>
    public static FramePattern CallsOf(LinkEnd caller, string? action = null) => new(caller, Answers: false, action);

    /// <summary>The answers that <paramref name="caller"/> waits for.</summary>
    public static FramePattern AnswersTo(LinkEnd caller, string? action = null) =>
        new(caller == LinkEnd.Station ? LinkEnd.CentralSystem : LinkEnd.Station, Answers: true, action);

    internal bool Fits(LinkEnd from, FrameType type, string? action) =>
        from == From && (Answers is null || Answers == (type is FrameType.CallResult or FrameType.CallError)) &&
        (Action is null || Action == action);
}
