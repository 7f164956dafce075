using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>An entry of a station's state log.</summary>
/// <param name="ConnectorId">Null where it concerns the station.</param>
internal sealed record StateView(DateTimeOffset Time, StateKind Kind, int? ConnectorId, string State, string? Detail)
{
    public static StateView Of(StateEntry entry) => new(entry.Time, entry.Kind, entry.ConnectorId, entry.State, entry.Detail);
}
