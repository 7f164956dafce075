using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus.Maps;

namespace ChargerFirmware.Hardware.Modbus.Inputs;

/// <summary>Registers of one device that are read again and again. A value that is no number counts as no answer.</summary>
public abstract class PolledInput : PolledDevice
{
    private readonly Register[] _registers;
    private double?[] _values;

    /// <exception cref="ArgumentException">The grace time is not longer than a poll.</exception>
    private protected PolledInput(Loop loop, ModbusBus bus, IPolledOptions options, Register[] registers)
        : base(loop, bus, RequirePatience(options))
    {
        _registers = registers;
        _values = new double?[registers.Length];
    }

    /// <summary>A value or <see cref="PolledDevice.Health"/> is another one.</summary>
    public event Action? Changed;

    /// <summary>In the order of the registers; null while there is none.</summary>
    private protected IReadOnlyList<double?> Values => _values;

    private protected override async Task PollAsync()
    {
        var image = new RegisterImage();
        foreach (var register in _registers)
        {
            var words = await Bus.ReadRegistersAsync(Unit, register.Table, register.Address, register.Count, Retries);
            image.Take(register.Table, register.Address, words);
        }

        var values = Array.ConvertAll(_registers, register => register.Decode(image));
        if (values.All(value => value is { } number && double.IsFinite(number)))
        {
            Set(values, Answered());
        }
    }

    private protected override void OnLost() => Set(new double?[_registers.Length], changed: true);

    private void Set(double?[] values, bool changed)
    {
        changed |= !values.AsSpan().SequenceEqual(_values);
        _values = values;
        if (changed)
        {
            Changed?.Invoke();
        }
    }
}
