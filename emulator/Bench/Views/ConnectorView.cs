using System.Globalization;
using ChargerFirmware.Hardware;

namespace ChargerFirmware.Bench.Views;

/// <summary>A connector as the bench shows it: what the station says of it, and what it measures.</summary>
/// <param name="Contactor">open or closed, as the feedback says.</param>
/// <param name="Lock">The lock's state in lower case, or none.</param>
/// <param name="EnergyWh">Of the running transaction.</param>
/// <param name="PowerW">Null, as current and voltage, while the meter is silent.</param>
/// <param name="CurrentA">Of the phase with the highest.</param>
/// <param name="VoltageV">Of the grid's first phase that is measured.</param>
/// <param name="TemperatureC">Null while the sensor is lost, and where there is none.</param>
/// <param name="LimitA">The limit in force.</param>
/// <param name="TransactionId">The central system's, or null.</param>
public sealed record ConnectorView(
    int ConnectorId,
    string Status,
    string ErrorCode,
    bool Plugged,
    string Contactor,
    string Lock,
    long EnergyWh,
    double? PowerW,
    double? CurrentA,
    double? VoltageV,
    double? SocPercent,
    double? TemperatureC,
    double LimitA,
    long? TransactionId,
    string? IdTag)
{
    public static IEnumerable<ConnectorView> All(Workbench bench) =>
        bench.Composed is null ? [] : bench.Station.Connectors.Select(connector => Of(bench, connector.Id));

    /// <exception cref="BenchException">There is no such connector, or the station is switched off.</exception>
    public static ConnectorView Of(Workbench bench, int number)
    {
        var connector = bench.Connector(number);
        var devices = connector.Devices;
        var measured = connector.Known();
        var transaction = connector.Transaction;
        return new ConnectorView(
            number,
            connector.Status.ToString(),
            (connector.LastReport?.ErrorCode ?? Station.Faults.ErrorCode.NoError).ToString(),
            connector.IsPlugged,
            devices.Contactor.IsClosed ? "closed" : "open",
            devices.Lock is { } cableLock ? Name(cableLock.State) : "none",
            transaction is null ? 0 : transaction.MeterLastWh - transaction.MeterStartWh,
            Round(measured.Reading?.PowerW, 1),
            Round(measured.Reading?.CurrentA, 2),
            Round(measured.VoltageV, 1),
            measured.StateOfChargePercent,
            Round(measured.TemperatureC, 1),
            connector.Limit.MaxCurrentA,
            transaction?.CentralSystemId,
            (transaction?.IdToken ?? connector.Pending?.IdToken)?.Value);
    }

    /// <summary>One line for people.</summary>
    public string Describe()
    {
        var error = ErrorCode == "NoError" ? "" : $" {ErrorCode}";
        var soc = SocPercent is { } percent ? $", SoC {percent.ToString("F0", CultureInfo.InvariantCulture)} %" : "";
        var measured = PowerW is null
            ? "nothing measured"
            : string.Create(CultureInfo.InvariantCulture, $"{PowerW:F0} W, {CurrentA:F1} A, {VoltageV:F0} V");
        var transaction = TransactionId is { } id ? $", transaction {id}" : "";
        var tag = IdTag is null ? "" : $" by {IdTag}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"connector {ConnectorId}: {Status}{error} {(Plugged ? "plugged" : "unplugged")}, contactor {Contactor}, lock {Lock}, " +
            $"{EnergyWh} Wh, {measured}{soc}{transaction}{tag}");
    }

    private static double? Round(double? value, int decimals) => value is { } known ? Math.Round(known, decimals) : null;

    private static string Name(CableLockState state) => state switch
    {
        CableLockState.Locked => "locked",
        CableLockState.Unlocked => "unlocked",
        CableLockState.Locking or CableLockState.Unlocking => "moving",
        CableLockState.FailedToLock or CableLockState.FailedToUnlock => "jammed",
        _ => "unknown",
    };
}
