using System.Text.Json;
using System.Text.Json.Nodes;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Modbus.Outputs;

namespace ChargerFirmware.Composition.Inspection;

/// <summary>Pins, addresses and chip-selects: what of a bus is one device's own.</summary>
internal static class DeviceResources
{
    public const string Unit = "unit";
    public const string Pin = "pin";

    /// <summary>What a device takes for itself, by the names of its options: an address <c>unit</c>, and whatever ends in <c>Pin</c>.</summary>
    public static IEnumerable<(string Key, string Kind, int Number)> Of(PlannedDevice device, object options)
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
            var kind = key == Unit ? Unit : key == "pin" || key.EndsWith("Pin", StringComparison.Ordinal) ? Pin : null;
            if (kind is not null && value is JsonValue number && number.TryGetValue(out int claimed))
            {
                yield return (key, kind, claimed);
            }
        }
    }
}
