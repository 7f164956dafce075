using System.Globalization;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Bench;

/// <summary>What became of the station's attempts to connect to the central system on the bench, in order.</summary>
public sealed class DialLog
{
    private readonly List<string> _outcomes = [];

    public event Action<string>? Added;

    /// <summary>
    /// <c>accepted</c>, an HTTP status such as <c>404</c>, or why there was no connection: <c>Unreachable</c>, <c>TimedOut</c>,
    /// <c>NoSubprotocol</c>.
    /// </summary>
    public IReadOnlyList<string> Outcomes => _outcomes;

    public void Add(LinkRefusedException? refusal)
    {
        var outcome = refusal switch
        {
            null => "accepted",
            { HttpStatus: { } status } => status.ToString(CultureInfo.InvariantCulture),
            _ => refusal.Refusal.ToString(),
        };
        _outcomes.Add(outcome);
        Added?.Invoke(outcome);
    }
}
