using System.Text.Json;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Modbus.Maps;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus.Controllers;

/// <summary>Reads a DC controller's map file.</summary>
internal static class DcControllerMapReader
{
    public static DcControllerMap Read(string file, string json)
    {
        var root = MapReader.ParseRoot(file, json);
        var head = StrictJson.Read(file, "$", root, ControllerJson.Default.DcControllerFile);
        var reader = new MapReader(file, (ModbusFunction)head.Function, head.WordOrder);
        reader.ReadBlocks("$.blocks", head.Blocks);
        var status = reader.Read("$.status", head.Status, ControllerJson.Default.DcStatusFile);
        var command = reader.Read("$.command", head.Command, ControllerJson.Default.DcCommandFile);

        Register Status(string name, JsonElement register) => reader.ReadRegister($"$.status.{name}", register)!;
        Register Command(string name, JsonElement register) => InHoldingTable(reader, $"$.command.{name}", register);

        Register[] commands =
        [
            Command("permitted", command.Permitted), Command("limitA", command.LimitA),
            Command("limitW", command.LimitW), Command("heartbeat", command.Heartbeat),
        ];
        var (first, count) = Span(reader, commands);
        return new DcControllerMap
        {
            Model = head.Model,
            Blocks = reader.Blocks,
            Identity = Status("identity", status.Identity),
            IdentityValue = (uint)head.Identity,
            HeartbeatTimeout = TimeSpan.FromMilliseconds(head.HeartbeatTimeoutMs),
            Pilot = Status("pilot", status.Pilot),
            Phase = Status("phase", status.Phase),
            PilotCodes = Codes<ControlPilotState>(reader, "$.pilotCodes", head.PilotCodes, ControlPilotState.Unknown),
            PhaseCodes = Codes<DcSessionPhase>(reader, "$.phaseCodes", head.PhaseCodes, null),
            StopRequested = Status("stopRequested", status.StopRequested),
            StateOfChargePercent = Status("stateOfChargePercent", status.StateOfChargePercent),
            MaxCurrentA = Status("maxCurrentA", status.MaxCurrentA),
            MaxPowerW = Status("maxPowerW", status.MaxPowerW),
            MinCurrentA = Status("minCurrentA", status.MinCurrentA),
            OutputVoltageV = Status("outputVoltageV", status.OutputVoltageV),
            OutputCurrentA = Status("outputCurrentA", status.OutputCurrentA),
            InsulationKiloOhm = Status("insulationKiloOhm", status.InsulationKiloOhm),
            EvccId = Status("evccId", status.EvccId),
            Permitted = commands[0],
            LimitA = commands[1],
            LimitW = commands[2],
            Heartbeat = commands[3],
            CommandAddress = first,
            CommandCount = count,
        };
    }

    private static Register InHoldingTable(MapReader reader, string path, JsonElement json)
    {
        var register = reader.ReadRegister(path, json, anywhere: true)!;
        return register.Table == ModbusFunction.ReadHoldingRegisters
            ? register
            : throw reader.Refuse($"{path}.function", "expected 3: only holding registers can be written");
    }

    private static (ushort First, int Count) Span(MapReader reader, Register[] commands)
    {
        var first = commands.Min(register => register.Address);
        var end = commands.Max(register => register.Address + register.Count);
        return commands.Sum(register => register.Count) == end - first
            ? (first, end - first)
            : throw reader.Refuse("$.command", "expected adjacent registers without gap or overlap");
    }

    private static Dictionary<T, ushort> Codes<T>(MapReader reader, string path, JsonElement json, T? without)
        where T : struct, Enum
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw reader.Refuse(path, "expected an object with one code a member");
        }

        var names = Enum.GetValues<T>().Where(value => !value.Equals(without)).ToDictionary(Name);
        var codes = new Dictionary<T, ushort>();
        foreach (var member in json.EnumerateObject())
        {
            if (!names.TryGetValue(member.Name, out var value))
            {
                throw reader.Refuse($"{path}.{member.Name}", $"unknown key; expected one of: {string.Join(", ", names.Keys)}");
            }

            if (member.Value.ValueKind != JsonValueKind.Number || !member.Value.TryGetUInt16(out var code) || codes.ContainsValue(code))
            {
                throw reader.Refuse($"{path}.{member.Name}", "expected a code of its own from 0 to 65535");
            }

            codes[value] = code;
        }

        foreach (var name in names.Where(name => !codes.ContainsKey(name.Value)))
        {
            throw reader.Refuse($"{path}.{name.Key}", "missing; expected a code");
        }

        return codes;
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString() is { Length: 1 } letter ? letter : JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
