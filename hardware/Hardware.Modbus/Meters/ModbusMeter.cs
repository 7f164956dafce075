using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus.Maps;

namespace ChargerFirmware.Hardware.Modbus.Meters;

/// <summary>
/// An energy meter by its register map. A reading that cannot be true is refused and counted, never told: not a number, beyond any
/// meter's range, an energy that went back or grew faster than any charger can feed. Such a reading counts as no answer, so a meter
/// that goes on telling them becomes lost. Only another serial number makes it another meter, whose register may begin anywhere.
/// </summary>
public sealed class ModbusMeter : IEnergyMeter, IDisposable
{
    private readonly Loop _loop;
    private readonly ModbusBus _bus;
    private readonly MeterMap _map;
    private readonly byte _unit;
    private readonly Presence _presence;
    private readonly ITimer _poll;
    private readonly RegisterImage _image = new();
    private MeterReading? _baseline;
    private Task<MeterReading?>? _running;
    private Task<MeterReading?>? _next;

    /// <summary>Must be called on the loop; polling begins at once.</summary>
    /// <param name="map">The model's map, <see cref="MeterMap.Load"/>.</param>
    public ModbusMeter(Loop loop, ModbusBus bus, ModbusMeterOptions options, MeterMap map)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(map);
        _loop = loop;
        _bus = bus;
        _unit = (byte)options.Unit;
        _map = map.WithEnergyScale(options.EnergyScale);
        _presence = new Presence(loop.Time, TimeSpan.FromMilliseconds(options.GraceMs), () => Changed?.Invoke());
        _poll = loop.Time.CreateTimer(_ => Poll(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(options.PollMs));
    }

    public event Action? Changed;

    public event Action<MeterReading>? Read;

    public DeviceHealth Health => _presence.Health;

    public string? SerialNumber { get; private set; }

    public MeterReading? Latest { get; private set; }

    /// <summary>Readings refused because they cannot be true.</summary>
    public int BadReadings { get; private set; }

    /// <summary>Why the last attempt brought no reading; null after a good one.</summary>
    public string? Problem { get; private set; }

    /// <summary>
    /// Begins a reading now, or as soon as the one under way has ended: what it returns was measured after the call. It waits for
    /// its turn on the bus as every reading does.
    /// </summary>
    public Task<MeterReading?> ReadAsync() =>
        _next ?? (_running is null ? _running = ReadOnceAsync() : _next = ReadAfterAsync(_running));

    public void Dispose()
    {
        _poll.Dispose();
        _presence.Dispose();
    }

    private void Poll()
    {
        // The one under way is as good as a new one; a slow bus must not pile up polls.
        if (_running is null && _next is null)
        {
            _loop.Start(ReadAsync);
        }
    }

    private async Task<MeterReading?> ReadAfterAsync(Task running)
    {
        await running;
        _next = null;
        return await (_running = ReadOnceAsync());
    }

    private async Task<MeterReading?> ReadOnceAsync()
    {
        try
        {
            return await ReadBlocksAsync();
        }
        catch (IOException fault)
        {
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
        // A silent meter shall not hold up its neighbours on the line by repetitions.
        var retry = Health != DeviceHealth.Lost;
        foreach (var block in _map.Blocks)
        {
            var words = await _bus.ReadRegistersAsync(_unit, block.Function, block.Address, block.Count, retry);
            _image.Set(block.Function, block.Address, words);
        }

        if (Health != DeviceHealth.Present)
        {
            await IdentifyAsync();
        }

        if (_map.Decode(_image) is not { } values)
        {
            return Refuse("it tells no energy");
        }

        if (MeterPlausibility.Absurdity(values) is { } absurdity)
        {
            return Refuse(absurdity);
        }

        var reading = new MeterReading(
            _loop.Time.GetTimestamp(), (long)Math.Round(values.EnergyImportWh), values.PowerW, values.Phases)
        {
            FrequencyHz = values.FrequencyHz,
            TemperatureC = values.TemperatureC,
        };
        if (Jump(reading) is not null)
        {
            // Perhaps it was changed for another one within its grace time.
            await IdentifyAsync();
        }

        if (Jump(reading) is { } jump)
        {
            return Refuse(jump);
        }

        Accept(reading);
        return reading;
    }

    private string? Jump(MeterReading reading) =>
        _baseline is { } before ? MeterPlausibility.Jump(before, reading, _loop.Time) : null;

    /// <summary>Asks for the serial number. Another one than before makes it another meter: what it told before binds no more.</summary>
    private async Task IdentifyAsync()
    {
        if (_map.SerialNumber is not { } register)
        {
            return;
        }

        try
        {
            var words = await _bus.ReadRegistersAsync(_unit, register.Table, register.Address, register.Count, retry: false);
            _image.Set(register.Table, register.Address, words);
        }
        catch (IOException)
        {
            // Older firmware of the same model refuses, or is silent where it should refuse.
            return;
        }

        if (register.DecodeText(_image) is { } told && told != SerialNumber)
        {
            SerialNumber = told;
            _baseline = null;
        }
    }

    private MeterReading? Refuse(string problem)
    {
        BadReadings++;
        Problem = problem;
        return null;
    }

    private void Accept(MeterReading reading)
    {
        Problem = null;
        Latest = _baseline = reading;
        if (_presence.Answered())
        {
            Changed?.Invoke();
        }

        Read?.Invoke(reading);
    }
}
