using ChargerFirmware.Hardware.Modbus;
using ChargerFirmware.Hardware.Modbus.Outputs;

namespace ChargerFirmware.Composition.Inspection;

/// <summary>
/// Two devices on one pin, two slaves with one address, two buses on one port: each is right by itself, and the board is wrong.
/// </summary>
internal static class ConflictCheck
{
    public static void Run(PlannedParts parts, Findings findings)
    {
        CheckPlaces(parts, findings);
        var users = new Dictionary<(string Bus, string Kind, int Number), (string Name, bool Shares)>();
        foreach (var device in parts.Devices.Values)
        {
            if (device is not { Bus: { } bus, Options: { } options })
            {
                continue;
            }

            foreach (var (key, kind, number) in DeviceResources.Of(device, options))
            {
                if (kind == DeviceResources.Unit && bus.Driver.Name == ModbusRtuOptions.Driver && number is < 1 or > 247)
                {
                    // Modbus over serial line 1.02, 2.2: 0 is a broadcast, which is not answered, 248 and up are reserved.
                    findings.Refuse($"{device.Part.Path}.{key}", $"expected an address from 1 to 247 on a serial line, found {number}");
                    continue;
                }

                // Several outputs are one board's, and one address's.
                var (name, shares) = ($"'{device.Name}' ({key})", kind == DeviceResources.Unit && options is ModbusOutputOptions);
                var place = (bus.Name, kind, number);
                if (!users.TryAdd(place, (name, shares)) && !(shares && users[place].Shares))
                {
                    findings.Refuse($"{device.Part.Path}.{key}", $"{kind} {number} of bus '{bus.Name}' is used by {users[place].Name} already");
                }
            }
        }
    }

    private static void CheckPlaces(PlannedParts parts, Findings findings)
    {
        var users = new Dictionary<BusPlace, string>();
        foreach (var bus in parts.Buses.Values)
        {
            if (bus.Place is { } place && !users.TryAdd(place, bus.Name))
            {
                findings.Refuse(bus.Part.Path, $"{place.Name} belongs to bus '{users[place]}' already; put the devices of both on one bus");
            }
        }
    }
}
