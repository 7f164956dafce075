using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus.Maps;

/// <summary>What all map files have in common: registers, blocks, and refusals that name file and place.</summary>
internal sealed class MapReader(string file, ModbusFunction function, WordOrder wordOrder)
{
    private readonly List<RegisterBlock> _blocks = [];

    public IReadOnlyList<RegisterBlock> Blocks => _blocks;

    public static JsonElement ParseRoot(string file, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                AllowDuplicateProperties = false,
            });
            return document.RootElement.Clone();
        }
        catch (JsonException refusal)
        {
            throw new BoardException(file, $"line {refusal.LineNumber + 1}", $"expected JSON: {refusal.Message}", refusal);
        }
    }

    public BoardException Refuse(string path, string problem, Exception? inner = null) => new(file, path, problem, inner);

    public T Read<T>(string path, JsonElement json, JsonTypeInfo<T> type)
        where T : class => StrictJson.Read(file, path, json, type);

    public IEnumerable<(string Path, JsonElement Json)> Elements(string path, JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            throw Refuse(path, "expected a list of at least one element");
        }

        return list.EnumerateArray().Select((json, index) => ($"{path}[{index}]", json));
    }

    public void ReadBlocks(string path, JsonElement list)
    {
        foreach (var (at, json) in Elements(path, list))
        {
            var read = Read(at, json, MapJson.Default.BlockFile);
            var block = new RegisterBlock((ModbusFunction?)read.Function ?? function, (ushort)read.Address, read.Count);
            if (block.Address + block.Count > 65536)
            {
                throw Refuse(at, "ends beyond register 65535");
            }

            if (_blocks.Exists(other => other.Function == block.Function && other.Count == block.Count))
            {
                // RTU answers carry no address: only their length distinguishes a late answer to one block from the answer to another.
                throw Refuse($"{at}.count", $"another block of function {(int)block.Function} has {block.Count} registers too; lengths must differ");
            }

            _blocks.Add(block);
        }
    }

    /// <summary>Reads a register that lies in one of the blocks, or an absent one.</summary>
    /// <param name="anywhere">It is read on its own or written: it need not lie in a block.</param>
    public Register? ReadRegister(string path, JsonElement? json, bool anywhere = false)
    {
        if (json is not { } present)
        {
            return null;
        }

        var read = Read(path, present, MapJson.Default.RegisterFile);
        if ((read.Type == RegisterType.Text) != (read.Count is not null))
        {
            throw Refuse($"{path}.count", "expected with a text, and only there");
        }

        if (read.Scale == 0 || !double.IsFinite(read.Scale))
        {
            throw Refuse($"{path}.scale", "expected a number other than 0");
        }

        var register = new Register
        {
            Table = (ModbusFunction?)read.Function ?? function,
            Address = (ushort)read.Address,
            Type = read.Type,
            WordOrder = wordOrder,
            Count = read.Count ?? Width(read.Type),
            Scale = read.Scale,
            ExponentAddress = (ushort?)read.ExponentAddress,
            ExponentOffset = read.ExponentOffset,
            NotAvailable = [.. read.NotAvailable.Select((pattern, index) => Pattern($"{path}.notAvailable[{index}]", pattern, Width(read.Type)))],
        };
        RequireBlock($"{path}.address", register.Table, register.Address, register.Count, anywhere);
        if (register.ExponentAddress is { } exponent)
        {
            RequireBlock($"{path}.exponentAddress", register.Table, exponent, 1, anywhere);
        }

        return register;
    }

    private static int Width(RegisterType type) => type switch
    {
        RegisterType.U16 or RegisterType.I16 => 1,
        RegisterType.U64 => 4,
        _ => 2,
    };

    private void RequireBlock(string path, ModbusFunction table, int address, int count, bool anywhere)
    {
        if (!anywhere && !_blocks.Exists(block => block.Holds(table, address, count)))
        {
            throw Refuse(path, $"no block reads registers {address} to {address + count - 1} by function {(int)table}");
        }
    }

    private ulong Pattern(string path, string pattern, int width) =>
        pattern.Length == 4 * width && ulong.TryParse(pattern, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var raw)
            ? raw
            : throw Refuse(path, $"expected {4 * width} hex digits, found '{pattern}'");
}

/// <summary>What all map files have in common.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    Converters = [typeof(CamelCaseEnum<RegisterType>)])]
[JsonSerializable(typeof(RegisterFile))]
[JsonSerializable(typeof(BlockFile))]
internal sealed partial class MapJson : JsonSerializerContext;
