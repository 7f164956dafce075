using System.Globalization;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Ocpp16.Mapping;

namespace ChargerFirmware.Station.Ocpp16.Configuration;

/// <summary>The value of ConnectorPhaseRotation: <c>0.RST, 1.RST, 2.NotApplicable</c> (OCPP 1.6, 9.1.12).</summary>
internal static class PhaseRotationText
{
    /// <summary>Every connector's, and that of the station's own supply (0) where it has been configured.</summary>
    public static string Write(ChargingStation station) => string.Join(", ", station.Connectors.Select(connector => connector.Id)
        .Prepend(0).Where(id => id > 0 || station.Settings.ConnectorPhaseRotation.ContainsKey(0))
        .Select(id => string.Create(CultureInfo.InvariantCulture, $"{id}.{PhaseRotations.Write(RotationOf(station, id))}")));

    /// <summary>
    /// Takes a list over as a whole or not at all, no connector twice; 0 stands for the station's own supply and is only kept.
    /// </summary>
    public static bool TryRead(string text, ChargingStation station, out IReadOnlyDictionary<int, PhaseRotation> rotations)
    {
        var read = new Dictionary<int, PhaseRotation>();
        rotations = read;
        foreach (var item in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = item.Split('.');
            if (parts.Length != 2 ||
                !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var connectorId) ||
                (connectorId != 0 && station.Find(connectorId) is null) ||
                PhaseRotations.Read(parts[1]) is not { } rotation ||
                !read.TryAdd(connectorId, rotation))
            {
                return false;
            }
        }

        return true;
    }

    private static PhaseRotation RotationOf(ChargingStation station, int connectorId) =>
        station.Settings.ConnectorPhaseRotation.TryGetValue(connectorId, out var rotation) ? rotation
        : station.Find(connectorId)!.Devices.IsDirectCurrent ? PhaseRotation.NotApplicable
        : PhaseRotation.RST;
}
