namespace ChargerFirmware.Station.Protocol.Configuration;

/// <summary>
/// One configuration key (OCPP 1.6, section 9): what it says of a station, and what a new value does there. It holds no station and no
/// value, so one serves all stations.
/// </summary>
/// <param name="Name">The standard's own spelling.</param>
/// <param name="Read">Its value as text; null when it has none.</param>
/// <param name="Write">
/// Takes a new value over and returns whether it could; null for a read-only key. A value it refuses must leave all as it was.
/// </param>
public sealed record ConfigurationKey(string Name, Func<ConfiguredStation, string?> Read, Func<ConfiguredStation, string, bool>? Write = null)
{
    public bool IsReadOnly => Write is null;
}
