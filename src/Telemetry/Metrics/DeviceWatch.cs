using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Devices;

namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>Which devices of a connector answer. A reader that several share counts at each: none of them can be started by a card.</summary>
internal static class DeviceWatch
{
    /// <summary>The names that <see cref="Of"/> uses.</summary>
    public static IEnumerable<(string Device, bool IsUp)> Of(ConnectorDevices devices)
    {
        yield return ("contactor", devices.Contactor.State != RelayState.Lost);
        yield return ("meter", devices.Meter.Health == DeviceHealth.Present);
        yield return ("controller", devices.Controller.Health == DeviceHealth.Present);
        if (devices.Upstream is { } upstream)
        {
            yield return ("upstream_switch", upstream.State != RelayState.Lost);
        }

        if (devices.Lock is { } cableLock)
        {
            yield return ("lock", cableLock.State != CableLockState.Lost);
        }

        if (devices.Reader is { } reader)
        {
            yield return ("reader", reader.Health == DeviceHealth.Present);
        }

        if (devices.Temperature is { } temperature)
        {
            yield return ("temperature_sensor", temperature.Health == DeviceHealth.Present);
        }

        if (devices.ResidualCurrentMonitor is { } monitor)
        {
            yield return ("residual_current_monitor", monitor.Health == DeviceHealth.Present);
        }
    }
}
