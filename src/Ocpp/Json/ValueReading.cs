using System.Text.Json.Nodes;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>What a value was taken for.</summary>
/// <param name="Meant">The same value as the standard spells it; null where it was exact already, or is unreadable.</param>
/// <param name="Code">The error that a strict reader answers; without meaning where the value was exact.</param>
internal readonly record struct ValueReading(Fit Fit, JsonNode? Meant, ErrorCode Code)
{
    public static ValueReading Exact { get; } = new(Fit.Exact, null, ErrorCode.GenericError);

    public static ValueReading Respelt(JsonNode meant, ErrorCode code) => new(Fit.Respelt, meant, code);

    public static ValueReading Unreadable(ErrorCode code) => new(Fit.Unreadable, null, code);
}
