using System.Globalization;

namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>The number of a connector as a label's value.</summary>
internal static class ConnectorLabel
{
    private static readonly string[] s_usual = ["0", "1", "2", "3", "4", "5", "6", "7", "8"];

    public static string Of(int connectorId) =>
        connectorId >= 0 && connectorId < s_usual.Length ? s_usual[connectorId] : connectorId.ToString(CultureInfo.InvariantCulture);
}
