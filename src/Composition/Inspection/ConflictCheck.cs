using System.Text.Json;
using System.Text.Json.Nodes;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Modbus;
using ChargerFirmware.Hardware.Modbus.Outputs;

namespace ChargerFirmware.Composition.Inspection;

/// <summary>
/// Two devices on one pin, two slaves with one address, two buses on one port: each is right by itself, and the board is wrong.
/// </summary>
internal static class ConflictCheck
{
    private const string Unit = "unit";

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

            foreach (var (key, kind, number) in Claims(device, options))
            {
                if (kind == Unit && bus.Driver.Name == ModbusRtuOptions.Driver && number is < 1 or > 247)
                {
                    // Modbus over serial line 1.02, 2.2: 0 is everybody and nobody answers to it, 248 and up are reserved.
                    findings.Refuse($"{device.Part.Path}.{key}", $"expected an address from 1 to 247 on a serial line, found {number}");
                    continue;
                }

                // Several outputs are one board's, and one address's.
                var (name, shares) = ($"'{device.Name}' ({key})", kind == Unit && options is ModbusOutputOptions);
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

    /// <summary>What a device takes for itself, by the names of its options: an address <c>unit</c>, and whatever ends in <c>Pin</c>.</summary>
    private static IEnumerable<(string Key, string Kind, int Number)> Claims(PlannedDevice device, object options)
    {
        if (device.Driver.BusKind == BusKind.Spi)
        {
            // A chip-select is one chip's.
            var chipSelect = ((SpiBusOptions?)device.Bus!.Options)?.ChipSelect ?? 0;
            yield return ("bus", "chip-select", chipSelect);
        }

        if (options is ModbusOutputOptions output)
        {
            yield return ("address", $"unit {output.Unit}'s {output.Output.ToString().ToLowerInvariant()}", output.Address);
        }

        foreach (var (key, value) in JsonSerializer.SerializeToNode(options, device.Driver.OptionsType)!.AsObject())
        {
            var kind = key == Unit ? Unit : key == "pin" || key.EndsWith("Pin", StringComparison.Ordinal) ? "pin" : null;
            if (kind is not null && value is JsonValue number && number.TryGetValue(out int claimed))
            {
                yield return (key, kind, claimed);
            }
        }
    }
}
