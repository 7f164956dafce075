using ChargerFirmware.Station.Connectors;

namespace ChargerFirmware.Station.Protocol;

/// <summary>How a version says what the status of a connector is.</summary>
public interface IStatusMessages
{
    /// <param name="whilePending">The central system has asked for it, which it may while it keeps the station pending.</param>
    /// <returns>True when it was answered, in whatever way.</returns>
    Task<bool> SendAsync(ConnectorReport report, bool whilePending);
}
