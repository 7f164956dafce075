using System.Text.Json.Serialization;

namespace ChargerFirmware.Telemetry.Mqtt.Commands;

/// <summary>What became of a command.</summary>
/// <param name="Id">As it was given; null where none was.</param>
/// <param name="Command">The last level of its topic.</param>
/// <param name="Connector">0 for the station.</param>
/// <param name="Result">accepted, scheduled (it holds when the transaction has ended) or refused.</param>
/// <param name="Reason">Why it was refused, and what was expected.</param>
internal sealed record CommandAnswer(string? Id, string Command, int Connector, string Result, string? Reason, DateTimeOffset Timestamp)
{
    public const string Accepted = "accepted", Scheduled = "scheduled", Refused = "refused";

    [JsonIgnore]
    public bool IsRefusal => Result == Refused;
}
