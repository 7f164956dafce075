using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus.Maps;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus.Meters;

/// <summary>
/// An energy meter by its register map. A reading that no meter can have measured (not a number, negative, beyond any meter's range)
/// is refused and counted, and counts as no answer: a meter that goes on sending such readings becomes lost. Whether the register goes
/// on from where it was is for the station to judge, which knows the outlet; the driver only sees to it that another meter at the same
/// address is known by its serial number, read at first, after a missed reading, when the register does not follow the power, and
/// every ten seconds.
/// </summary>
public sealed class ModbusMeter : PolledDevice, IEnergyMeter
{
    /// <summary>A meter that is exchanged takes longer, and is missed; this is for one that was prepared.</summary>
    private static readonly TimeSpan s_identifyEvery = TimeSpan.FromSeconds(10);

    private readonly MeterMap _map;
    private MeterReading? _latest;
    private long _identifiedAt;
    private bool _missed = true;
    private Task<MeterReading?>? _running;
    private Task<MeterReading?>? _next;

    /// <summary>Must be called on the loop; polling begins at once.</summary>
    /// <param name="map">The model's map, <see cref="MeterMap.Load"/>.</param>
    public ModbusMeter(Loop loop, ModbusBus bus, ModbusMeterOptions options, MeterMap map)
        : base(loop, bus, options)
    {
        ArgumentNullException.ThrowIfNull(map);
        _map = map.WithEnergyScale(options.EnergyScale);
    }

    public event Action? Changed;

    public event Action<MeterReading>? Read;

    public string? SerialNumber { get; private set; }

    public MeterReading? Latest => Health == DeviceHealth.Present ? _latest : null;

    /// <summary>Readings refused because they cannot be true.</summary>
    public int BadReadings { get; private set; }

    /// <summary>Why the last attempt brought no reading; null after a good one.</summary>
    public string? Problem { get; private set; }

    /// <summary>
    /// Begins a reading now, or as soon as the one under way has ended: what it returns was measured after the call. It waits for
    /// its turn on the bus as every reading does.
    /// </summary>
    public Task<MeterReading?> ReadAsync() =>
        _next ?? (_running is null ? BeginAsync() : _next = ReadAfterAsync(_running));

    private protected override void OnPoll()
    {
        // A reading on request is as good as a poll.
        if (_running is null && _next is null)
        {
            Poll();
        }
    }

    private protected override Task PollAsync() => ReadAsync();

    private protected override void OnLost() => Changed?.Invoke();

    private async Task<MeterReading?> ReadAfterAsync(Task running)
    {
        try
        {
            await running;
        }
        finally
        {
            // Whatever became of it, or the meter would never be read again.
            _next = null;
        }

        return await BeginAsync();
    }

    /// <summary>
    /// A bus's thread may have answered before the loop awaits it, so a reading may be over when this returns: it is not under way then,
    /// or the meter would never be read again.
    /// </summary>
    private Task<MeterReading?> BeginAsync()
    {
        var reading = ReadOnceAsync();
        _running = reading.IsCompleted ? null : reading;
        return reading;
    }

    private async Task<MeterReading?> ReadOnceAsync()
    {
        try
        {
            return await ReadBlocksAsync();
        }
        catch (IOException fault)
        {
            _missed = true;
            Problem = fault.Message;
            return null;
        }
        finally
        {
            _running = null;
        }
    }

    private async Task<MeterReading?> ReadBlocksAsync()
    {
        var image = new RegisterImage();
        foreach (var block in _map.Blocks)
        {
            var words = await Bus.ReadRegistersAsync(Unit, block.Function, block.Address, block.Count, Retries);
            image.Take(block.Function, block.Address, words);
        }

        if (_map.Decode(image) is not { } values)
        {
            return Refuse("it sends no energy");
        }

        if (MeterPlausibility.Absurdity(values) is { } absurdity)
        {
            return Refuse(absurdity);
        }

        var reading = new MeterReading(
            Loop.Time.GetTimestamp(), (long)Math.Round(values.EnergyImportWh), values.PowerW, values.Phases)
        {
            EnergyStepWh = values.EnergyStepWh,
            FrequencyHz = values.FrequencyHz,
            TemperatureC = values.TemperatureC,
        };
        if (ShouldIdentify(reading))
        {
            var before = SerialNumber;
            await IdentifyAsync();
            if (before is not null && before != SerialNumber)
            {
                // What was read before the question may be another meter's.
                return await ReadBlocksAsync();
            }
        }

        Accept(reading);
        return reading;
    }

    private bool ShouldIdentify(MeterReading reading) =>
        _missed || _latest is not { } before || !MeterPlausibility.GoesOn(before, reading, Loop.Time) ||
        Loop.Time.GetElapsedTime(_identifiedAt) >= s_identifyEvery;

    /// <summary>Asks for the serial number.</summary>
    /// <exception cref="IOException">A meter that had one does not answer: whose reading this is, is not known.</exception>
    private async Task IdentifyAsync()
    {
        if (_map.SerialNumber is not { } register)
        {
            return;
        }

        try
        {
            var words = await Bus.ReadRegistersAsync(Unit, register.Table, register.Address, register.Count, retry: SerialNumber is not null);
            var image = new RegisterImage();
            image.Take(register.Table, register.Address, words);
            SerialNumber = register.DecodeText(image);
        }
        catch (ModbusSlaveException)
        {
            // Older firmware of the same model refuses.
            SerialNumber = null;
        }
        catch (IOException) when (SerialNumber is null)
        {
            // Or is silent where it should refuse.
        }

        _identifiedAt = Loop.Time.GetTimestamp();
    }

    private MeterReading? Refuse(string problem)
    {
        BadReadings++;
        _missed = true;
        Problem = problem;
        return null;
    }

    private void Accept(MeterReading reading)
    {
        Problem = null;
        _missed = false;
        _latest = reading;
        if (Answered())
        {
            Changed?.Invoke();
        }

        Read?.Invoke(reading);
    }
}
