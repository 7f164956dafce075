using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>What a station said to a command, in the names that users of <c>central.py</c> know.</summary>
/// <param name="Ok">Whether the station does it.</param>
/// <param name="Status">The station's own word; absent where the answer has none.</param>
internal sealed record CpidView(
    [property: JsonPropertyName("ok")] bool Ok,
    [property: JsonPropertyName("cpid")] string Cpid,
    [property: JsonPropertyName("status")] string? Status,
    [property: JsonPropertyName("message")] string Message)
{
    [JsonPropertyName("transactionId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? TransactionId { get; init; }

    [JsonPropertyName("reservationId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ReservationId { get; init; }

    /// <summary>The whole answer of the station, where it says more than a status.</summary>
    [JsonPropertyName("payload"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Payload { get; init; }

    public static CpidView Of(string cpid, string action, string? status) => new(
        status is null or "Accepted" or "Scheduled" or "Unlocked" or "RebootRequired", cpid, status,
        status is null ? $"{action} was answered" : $"{action} was answered with {status}");
}
