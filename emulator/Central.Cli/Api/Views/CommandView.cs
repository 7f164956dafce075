using System.Text.Json;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>A station has answered a call.</summary>
/// <param name="Payload">Its answer as it came.</param>
/// <param name="RoundTripSeconds">From asking for the call to its answer, the wait for calls before it included.</param>
internal sealed record CommandView(string Station, string Action, JsonElement Payload, double RoundTripSeconds);
