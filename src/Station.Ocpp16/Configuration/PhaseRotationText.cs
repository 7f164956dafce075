using System.Globalization;
using ChargerFirmware.Station.Metering;

namespace ChargerFirmware.Station.Ocpp16.Configuration;

/// <summary>The value of ConnectorPhaseRotation: <c>0.RST, 1.RST, 2.NotApplicable</c> (OCPP 1.6, 9.1.12).</summary>
internal static class PhaseRotationText
{
    public static string Write(ChargingStation station) => string.Join(", ", station.Connectors.Select(connector =>
        string.Create(CultureInfo.InvariantCulture, $"{connector.Id}.{RotationOf(station, connector.Id)}")));

    /// <summary>Takes a list over as a whole or not at all; connector 0 stands for the station's own supply and is only checked.</summary>
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
                Array.IndexOf(Enum.GetNames<PhaseRotation>(), parts[1]) < 0)
            {
                return false;
            }

            read[connectorId] = Enum.Parse<PhaseRotation>(parts[1]);
        }

        return true;
    }

    private static PhaseRotation RotationOf(ChargingStation station, int connectorId) =>
        station.Settings.ConnectorPhaseRotation.TryGetValue(connectorId, out var rotation) ? rotation
        : station.Find(connectorId)!.Devices.IsDirectCurrent ? PhaseRotation.NotApplicable
        : PhaseRotation.RST;
}
