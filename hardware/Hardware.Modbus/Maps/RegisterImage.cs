using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus.Maps;

/// <summary>A device's registers as far as they were read, or as far as it has them.</summary>
public sealed class RegisterImage
{
    private readonly Dictionary<(ModbusFunction Table, int Address), ushort> _words = [];

    public void Set(ModbusFunction table, int address, ReadOnlySpan<ushort> words)
    {
        for (var index = 0; index < words.Length; index++)
        {
            _words[(table, address + index)] = words[index];
        }
    }

    /// <summary>Fills <paramref name="words"/>, or returns false when one of them is not there.</summary>
    public bool TryGet(ModbusFunction table, int address, Span<ushort> words)
    {
        for (var index = 0; index < words.Length; index++)
        {
            if (!_words.TryGetValue((table, address + index), out words[index]))
            {
                return false;
            }
        }

        return true;
    }
}
