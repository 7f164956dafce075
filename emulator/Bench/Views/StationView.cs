using ChargerFirmware.Station.Protocol.Link;

namespace ChargerFirmware.Bench.Views;

/// <summary>The station as the bench shows it.</summary>
/// <param name="Registration">Accepted, Pending, Rejected or Unregistered.</param>
/// <param name="Link">connected, connecting or disconnected; off while the station is.</param>
public sealed record StationView(string StationId, string Registration, string Link, IReadOnlyList<ConnectorView> Connectors)
{
    public static StationView Of(Workbench bench)
    {
        var link = bench.Composed?.Protocol.Link;
        return new StationView(bench.StationId, RegistrationOf(link), LinkOf(link), [.. ConnectorView.All(bench)]);
    }

    private static string RegistrationOf(CentralSystemLink? link) => link switch
    {
        { WasAccepted: true } => "Accepted",
        { State: LinkState.Pending } => "Pending",
        { State: LinkState.Rejected } => "Rejected",
        _ => "Unregistered",
    };

    private static string LinkOf(CentralSystemLink? link) => link?.State switch
    {
        null => "off",
        LinkState.Disconnected => "disconnected",
        LinkState.Dialling => "connecting",
        _ => "connected",
    };
}
