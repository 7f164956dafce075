using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus.Maps;

namespace ChargerFirmware.Hardware.Modbus.Inputs;

/// <summary>Registers of one device that are read again and again. A value that is no number counts as no answer.</summary>
internal sealed class PolledRegisters : IDisposable
{
    private readonly Loop _loop;
    private readonly ModbusBus _bus;
    private readonly byte _unit;
    private readonly IReadOnlyList<Register> _registers;
    private readonly Action _changed;
    private readonly Presence _presence;
    private readonly ITimer _poll;
    private readonly RegisterImage _image = new();
    private double?[] _values;
    private bool _polling;

    /// <param name="changed">Called on the loop when a value or <see cref="Health"/> is another one.</param>
    /// <exception cref="ArgumentException">The grace time is not longer than a poll.</exception>
    public PolledRegisters(
        Loop loop, ModbusBus bus, int unit, IReadOnlyList<Register> registers, int pollMs, int graceMs, Action changed)
    {
        if (graceMs <= pollMs)
        {
            throw new ArgumentException($"graceMs: expected more than pollMs ({pollMs}), found {graceMs}", nameof(graceMs));
        }

        _loop = loop;
        _bus = bus;
        _unit = (byte)unit;
        _registers = registers;
        _changed = changed;
        _values = new double?[registers.Count];
        _presence = new Presence(loop.Time, TimeSpan.FromMilliseconds(graceMs), Lose);
        _poll = loop.Time.CreateTimer(static registers => ((PolledRegisters)registers!).Poll(), this, TimeSpan.Zero, TimeSpan.FromMilliseconds(pollMs));
    }

    public DeviceHealth Health => _presence.Health;

    /// <summary>In the order of the registers; null while there is none.</summary>
    public IReadOnlyList<double?> Values => _values;

    public void Dispose()
    {
        _poll.Dispose();
        _presence.Dispose();
    }

    private void Poll()
    {
        if (!_polling)
        {
            _polling = true;
            _loop.Start(PollAsync);
        }
    }

    private async Task PollAsync()
    {
        try
        {
            foreach (var register in _registers)
            {
                var words = await _bus.ReadRegistersAsync(
                    _unit, register.Table, register.Address, register.Count, retry: Health != DeviceHealth.Lost);
                _image.Set(register.Table, register.Address, words);
            }

            var values = _registers.Select(register => register.Decode(_image)).ToArray();
            if (values.All(value => value is { } number && double.IsFinite(number)))
            {
                Set(values, _presence.Answered());
            }
        }
        catch (IOException)
        {
            // Its grace time decides when that matters.
        }
        finally
        {
            _polling = false;
        }
    }

    private void Lose() => Set(new double?[_registers.Count], changed: true);

    private void Set(double?[] values, bool changed)
    {
        changed |= !values.AsSpan().SequenceEqual(_values);
        _values = values;
        if (changed)
        {
            _changed();
        }
    }
}
