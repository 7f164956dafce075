using ChargerFirmware.Network;

namespace ChargerFirmware.Bench.Views;

/// <summary>The line to the central system as the bench shows it.</summary>
/// <param name="State">up, cut, half-open, stalled or refusing.</param>
/// <param name="LatencySeconds">From end to end.</param>
/// <param name="PlansLeft">Frames and connections that are still to be dropped, doubled or refused.</param>
/// <param name="Encrypted">True where single frames cannot be recognized.</param>
public sealed record LineView(string State, double LatencySeconds, int PlansLeft, bool Encrypted)
{
    public static LineView Of(ILine line) => new(StateOf(line), line.Latency.TotalSeconds, line.PlansLeft, !line.IsReadable);

    private static string StateOf(ILine line) => line.State switch
    {
        LineState.Up => "up",
        LineState.Cut => "cut",
        LineState.HalfOpen => "half-open",
        LineState.Stalled => "stalled",
        _ => "refusing",
    };
}
