using System.Text.Json;
using System.Text.Json.Nodes;
using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>A charging profile that its station has accepted.</summary>
/// <param name="ConnectorId">0 for the station.</param>
/// <param name="Profile">As it was sent; null where it is no JSON.</param>
internal sealed record ProfileView(int ConnectorId, int ProfileId, string Purpose, int StackLevel, JsonNode? Profile)
{
    public static ProfileView Of(ProfileRecord record) =>
        new(record.ConnectorId, record.ProfileId, record.Purpose, record.StackLevel, Parse(record.Json));

    private static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
