using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Modbus.Maps;

namespace ChargerFirmware.Hardware.Modbus.Meters;

/// <summary>A meter model: which registers hold what. Drives the meter, emulates it, and is proven by its own frames.</summary>
public sealed class MeterMap
{
    private static readonly EmbeddedMaps<MeterMap> s_embedded = new("meters", Parse);

    internal MeterMap()
    {
    }

    /// <summary>The models that are built in.</summary>
    public static IReadOnlyList<string> Models => s_embedded.Names;

    public required string Manufacturer { get; init; }

    public required string Model { get; init; }

    /// <summary>Where the facts come from.</summary>
    public required string Source { get; init; }

    /// <summary>What a reading consists of.</summary>
    public required IReadOnlyList<RegisterBlock> Blocks { get; init; }

    public required Register EnergyImportWh { get; init; }

    /// <summary>Total active power; without it the phases' sum.</summary>
    public Register? PowerW { get; init; }

    /// <summary>L1 first; one element for DC and for single-phase meters.</summary>
    public required IReadOnlyList<MeterPhase> Phases { get; init; }

    public Register? FrequencyHz { get; init; }

    public Register? TemperatureC { get; init; }

    /// <summary>Read apart from the blocks, because some firmware versions refuse it.</summary>
    public Register? SerialNumber { get; init; }

    public required IReadOnlyList<MeterFrame> Frames { get; init; }

    /// <summary>Every measured quantity by its place in the map file.</summary>
    public IEnumerable<(string Place, Register Register)> Quantities
    {
        get
        {
            yield return ("energyImportWh", EnergyImportWh);
            foreach (var (place, register) in new[] { ("powerW", PowerW), ("frequencyHz", FrequencyHz), ("temperatureC", TemperatureC) })
            {
                if (register is not null)
                {
                    yield return (place, register);
                }
            }

            for (var index = 0; index < Phases.Count; index++)
            {
                yield return ($"phases[{index}].voltageV", Phases[index].VoltageV);
                yield return ($"phases[{index}].currentA", Phases[index].CurrentA);
                if (Phases[index].PowerW is { } power)
                {
                    yield return ($"phases[{index}].powerW", power);
                }
            }
        }
    }

    /// <summary>A built-in model.</summary>
    /// <exception cref="BoardException">There is no such model.</exception>
    public static MeterMap Load(string model) => s_embedded.Load(model);

    /// <summary>A model from its file's text.</summary>
    /// <param name="file">The name that refusals carry.</param>
    /// <exception cref="BoardException">It is no meter map, or its own frames disprove it.</exception>
    public static MeterMap Parse(string file, string json) => MeterMapReader.Read(file, json);

    /// <summary>The same map with another number of Wh a count, or this one when <paramref name="scale"/> is null.</summary>
    public MeterMap WithEnergyScale(double? scale) => scale is not { } whACount ? this : new MeterMap
    {
        Manufacturer = Manufacturer,
        Model = Model,
        Source = Source,
        Blocks = Blocks,
        EnergyImportWh = EnergyImportWh with { Scale = whACount },
        PowerW = PowerW,
        Phases = Phases,
        FrequencyHz = FrequencyHz,
        TemperatureC = TemperatureC,
        SerialNumber = SerialNumber,
        Frames = Frames,
    };

    /// <summary>The measured values, or null when one that a reading needs is missing. Values may be NaN or absurd: that is for the caller to refuse.</summary>
    public MeterValues? Decode(RegisterImage image)
    {
        if (EnergyImportWh.Decode(image) is not { } energyWh)
        {
            return null;
        }

        var powerW = PowerW?.Decode(image);
        var phases = new PhaseReading[Phases.Count];
        for (var index = 0; index < phases.Length; index++)
        {
            // A phase that is not connected has no values on some models.
            var phase = Phases[index];
            phases[index] = new PhaseReading(
                phase.VoltageV.Decode(image) ?? 0,
                phase.CurrentA.Decode(image) ?? 0,
                (phase.PowerW is { } power ? power.Decode(image) : powerW) ?? 0);
        }

        return new MeterValues(energyWh, powerW ?? phases.Sum(phase => phase.PowerW), phases)
        {
            EnergyStepWh = EnergyImportWh.StepOf(image) ?? 1,
            FrequencyHz = FrequencyHz?.Decode(image),
            TemperatureC = TemperatureC?.Decode(image),
        };
    }

    /// <summary>The other way round: what a meter of this model shows when it measures <paramref name="values"/>.</summary>
    public void Encode(MeterValues values, RegisterImage image)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var block in Blocks)
        {
            image.Set(block.Function, block.Address, new ushort[block.Count]);
        }

        EnergyImportWh.Encode(values.EnergyImportWh, image);
        PowerW?.Encode(values.PowerW, image);
        FrequencyHz?.Encode(values.FrequencyHz, image);
        TemperatureC?.Encode(values.TemperatureC, image);
        for (var index = 0; index < Phases.Count; index++)
        {
            var phase = index < values.Phases.Count ? values.Phases[index] : default;
            Phases[index].VoltageV.Encode(phase.VoltageV, image);
            Phases[index].CurrentA.Encode(phase.CurrentA, image);
            Phases[index].PowerW?.Encode(phase.PowerW, image);
        }
    }
}
