using System.Globalization;
using ChargerFirmware.Hardware;

namespace ChargerFirmware.Bench.Views;

/// <summary>A connector as the bench shows it: what the station says of it, and what it measures.</summary>
/// <param name="Contactor">open or closed, as the feedback says.</param>
/// <param name="Lock">The lock's state in lower case, or none.</param>
/// <param name="EnergyWh">Of the running transaction.</param>
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
    double PowerW,
    double CurrentA,
    double VoltageV,
    double? SocPercent,
    double LimitA,
    int? TransactionId,
    string? IdTag)
{
    public static IEnumerable<ConnectorView> All(Workbench bench) =>
        bench.Composed is null ? [] : bench.Station.Connectors.Select(connector => Of(bench, connector.Id));

    /// <exception cref="BenchException">There is no such connector, or the station is switched off.</exception>
    public static ConnectorView Of(Workbench bench, int number)
    {
        var connector = bench.Connector(number);
        var devices = connector.Devices;
        var reading = devices.Meter.Latest;
        var transaction = connector.Transaction;
        return new ConnectorView(
            number,
            connector.Status.ToString(),
            (connector.LastReport?.ErrorCode ?? Station.Faults.ErrorCode.NoError).ToString(),
            connector.IsPlugged,
            devices.Contactor.IsClosed ? "closed" : "open",
            devices.Lock is { } cableLock ? Name(cableLock.State) : "none",
            transaction is null ? 0 : Math.Max(0, (reading?.EnergyImportWh ?? transaction.MeterLastWh) - transaction.MeterStartWh),
            Math.Round(reading?.PowerW ?? 0, 1),
            Math.Round(reading?.CurrentA ?? 0, 2),
            Math.Round(reading?.VoltageV ?? 0, 1),
            devices.Controller.Vehicle.StateOfChargePercent,
            connector.Limit.MaxCurrentA,
            transaction?.CentralSystemId,
            transaction?.IdTag ?? connector.Pending?.IdTag);
    }

    /// <summary>One line for people.</summary>
    public string Describe()
    {
        var error = ErrorCode == "NoError" ? "" : $" {ErrorCode}";
        var soc = SocPercent is { } percent ? $", SoC {percent.ToString("F0", CultureInfo.InvariantCulture)} %" : "";
        var transaction = TransactionId is { } id ? $", transaction {id}" : "";
        var tag = IdTag is null ? "" : $" by {IdTag}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"connector {ConnectorId}: {Status}{error} {(Plugged ? "plugged" : "unplugged")}, contactor {Contactor}, lock {Lock}, " +
            $"{EnergyWh} Wh, {PowerW:F0} W, {CurrentA:F1} A, {VoltageV:F0} V{soc}{transaction}{tag}");
    }

    private static string Name(CableLockState state) => state switch
    {
        CableLockState.Locked => "locked",
        CableLockState.Unlocked => "unlocked",
        CableLockState.Locking or CableLockState.Unlocking => "moving",
        CableLockState.FailedToLock or CableLockState.FailedToUnlock => "jammed",
        _ => "unknown",
    };
}
