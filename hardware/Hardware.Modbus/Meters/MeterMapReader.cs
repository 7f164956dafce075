using System.Text.Json;
using ChargerFirmware.Hardware.Modbus.Maps;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus.Meters;

/// <summary>Reads a meter's map file and lets its own frames prove it.</summary>
internal static class MeterMapReader
{
    public static MeterMap Read(string file, string json)
    {
        var root = MapReader.ParseRoot(file, json);
        var head = Boards.StrictJson.Read(file, "$", root, MeterJson.Default.MeterFile);
        var reader = new MapReader(file, (ModbusFunction)head.Function, head.WordOrder);
        reader.ReadBlocks("$.blocks", head.Blocks);

        var quantities = reader.Read("$.quantities", head.Quantities, MeterJson.Default.MeterQuantitiesFile);
        var power = reader.ReadRegister("$.quantities.powerW", quantities.PowerW);
        var map = new MeterMap
        {
            Manufacturer = head.Manufacturer,
            Model = head.Model,
            Source = head.Source,
            Blocks = reader.Blocks,
            EnergyImportWh = reader.ReadRegister("$.quantities.energyImportWh", quantities.EnergyImportWh)!,
            PowerW = power,
            Phases = [.. reader.Elements("$.quantities.phases", quantities.Phases).Select(phase => ReadPhase(reader, phase.Path, phase.Json))],
            FrequencyHz = reader.ReadRegister("$.quantities.frequencyHz", quantities.FrequencyHz),
            TemperatureC = reader.ReadRegister("$.quantities.temperatureC", quantities.TemperatureC),
            SerialNumber = reader.ReadRegister("$.quantities.serialNumber", quantities.SerialNumber, anywhere: true),
            Frames = [.. reader.Elements("$.frames", head.Frames).Select(frame => ReadFrame(reader, frame.Path, frame.Json))],
        };

        if (map.Phases.Any(phase => phase.PowerW is null) && (map.Phases.Count > 1 || power is null))
        {
            throw reader.Refuse("$.quantities.phases[0].powerW", "missing; only the one phase of a meter with powerW can do without");
        }

        if (map.Frames.Count < 2)
        {
            throw reader.Refuse("$.frames", "expected two literal exchanges at least");
        }

        for (var index = 0; index < map.Frames.Count; index++)
        {
            Prove(map, map.Frames[index], reader, $"$.frames[{index}]");
        }

        return map;
    }

    private static MeterPhase ReadPhase(MapReader reader, string path, JsonElement json)
    {
        var phase = reader.Read(path, json, MeterJson.Default.MeterPhaseFile);
        return new MeterPhase(
            reader.ReadRegister($"{path}.voltageV", phase.VoltageV)!,
            reader.ReadRegister($"{path}.currentA", phase.CurrentA)!,
            reader.ReadRegister($"{path}.powerW", phase.PowerW));
    }

    private static MeterFrame ReadFrame(MapReader reader, string path, JsonElement json)
    {
        var frame = reader.Read(path, json, MeterJson.Default.MeterFrameFile);
        if (frame.Values.ValueKind != JsonValueKind.Object || !frame.Values.EnumerateObject().Any())
        {
            throw reader.Refuse($"{path}.values", "expected an object with one member a quantity");
        }

        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var member in frame.Values.EnumerateObject())
        {
            values[member.Name] = member.Value.ValueKind == JsonValueKind.Number
                ? member.Value.GetDouble()
                : throw reader.Refuse($"{path}.values.{member.Name}", "expected a number");
        }

        return new MeterFrame(
            frame.Source,
            Bytes(reader, $"{path}.request", frame.Request),
            Bytes(reader, $"{path}.response", frame.Response),
            values);
    }

    private static byte[] Bytes(MapReader reader, string path, string hex)
    {
        try
        {
            var frame = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
            return ModbusCrc.Holds(frame) ? frame : throw reader.Refuse(path, WrongCrc(frame));
        }
        catch (FormatException refusal)
        {
            throw reader.Refuse(path, "expected bytes in hex digits", refusal);
        }
    }

    private static string WrongCrc(byte[] frame)
    {
        if (frame.Length <= 2)
        {
            return "too short for a frame with its CRC";
        }

        var right = ModbusCrc.Append(frame.AsSpan(..^2));
        return $"its CRC does not hold: expected {Convert.ToHexString(right.AsSpan(^2..))} at its end, found {Convert.ToHexString(frame.AsSpan(^2..))}";
    }

    private static string Places(MeterMap map) => string.Join(", ", map.Quantities.Select(quantity => quantity.Place));

    private static void Prove(MeterMap map, MeterFrame frame, MapReader reader, string path)
    {
        if (frame.Request is not [_, 3 or 4, _, _, 0, _, _, _])
        {
            throw reader.Refuse($"{path}.request", "expected a read of registers");
        }

        var function = (ModbusFunction)frame.Request[1];
        var address = (ushort)(frame.Request[2] << 8 | frame.Request[3]);
        var request = ModbusRequest.ReadRegisters(frame.Request[0], function, address, frame.Request[5]);
        var answer = frame.Response.AsSpan(1..^2);
        if (frame.Response[0] != frame.Request[0] || !request.IsAnsweredBy(answer))
        {
            throw reader.Refuse($"{path}.response", "it does not answer the request");
        }

        var image = new RegisterImage();
        image.Set(function, address, ModbusRequest.Registers(answer));
        foreach (var (place, expected) in frame.Values)
        {
            var register = map.Quantities.FirstOrDefault(quantity => quantity.Place == place).Register
                ?? throw reader.Refuse($"{path}.values.{place}", $"no such quantity; expected one of: {Places(map)}");
            var value = register.Decode(image)
                ?? throw reader.Refuse($"{path}.values.{place}", "the response does not hold it");
            if (Math.Abs(value - expected) > 1e-6 * Math.Max(1, Math.Abs(expected)))
            {
                throw reader.Refuse($"{path}.values.{place}", FormattableString.Invariant($"expected {expected}, the map makes it {value}"));
            }
        }
    }
}
