using ChargerFirmware.Station.Devices;
using static ChargerFirmware.Telemetry.Metrics.InstrumentKind;

namespace ChargerFirmware.Telemetry.Metrics.Subjects;

/// <summary>Devices that answer and that fall silent.</summary>
internal static class DeviceInstruments
{
    private static readonly InstrumentDefinition s_losses = new(
        "charger.device.losses", "{loss}", Counter, "How often a device fell silent.", "connector", "device");

    public static InstrumentGroup Group { get; } = new(
    [
        new("charger.device.up", "", Gauge, "1 while a device answers.", "connector", "device")
        {
            Sample = (station, values) =>
            {
                foreach (var connector in station.Connectors)
                {
                    foreach (var (device, isUp) in DeviceWatch.Of(connector.Connector.Devices))
                    {
                        values.Set(isUp, connector.Label, device);
                    }
                }
            },
        },

        s_losses,
    ],
    Count);

    private static void Count(Counting counting)
    {
        foreach (var connector in counting.Sources.Station.Connectors)
        {
            Follow(counting, ConnectorLabel.Of(connector.Id), connector.Devices);
        }
    }

    private static void Follow(Counting counting, string label, ConnectorDevices devices)
    {
        var known = DeviceWatch.Of(devices).ToDictionary();
        foreach (var device in known.Keys)
        {
            counting.Add(s_losses, 0, label, device);
        }

        devices.Changed += Look;
        counting.AtEnd(() => devices.Changed -= Look);
        if (devices.Reader is { } reader)
        {
            reader.Changed += Look;
            counting.AtEnd(() => reader.Changed -= Look);
        }

        void Look() => counting.Run(() =>
        {
            foreach (var (device, isUp) in DeviceWatch.Of(devices))
            {
                if (known[device] && !isUp)
                {
                    counting.Add(s_losses, 1, label, device);
                }

                known[device] = isUp;
            }
        });
    }
}
