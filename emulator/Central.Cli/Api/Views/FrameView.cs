using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Station.Ocpp16.FirmwareManagement;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>A frame as it went over a station's connection, without the secrets in it.</summary>
/// <param name="From">station or central-system.</param>
/// <param name="Action">Of answers too; null where it is not known.</param>
/// <param name="Frame">Null where it is no JSON, or too long to be kept whole; <paramref name="Text"/> says it then.</param>
internal sealed record FrameView(DateTimeOffset Time, string Station, string From, string? Action, JsonNode? Frame, string? Text)
{
    public static FrameView Of(FrameRecord frame) => Of(frame.Time, frame.Station, frame.Direction, frame.Action, frame.Text);

    public static FrameView Of(DateTimeOffset time, string station, FrameDirection direction, string? action, string text)
    {
        var frame = Parse(text);
        return new FrameView(
            time, station, direction == FrameDirection.Received ? "station" : "central-system", action, frame, frame is null ? text : null);
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(FrameSecrets.Redaction.Write(Encoding.UTF8.GetBytes(text)));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
