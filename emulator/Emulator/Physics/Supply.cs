using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>The mains at the station's terminals. Feeds meters, controllers and contactor coils as well as vehicles.</summary>
public sealed class Supply : IInterlock
{
    /// <summary>Phases at the terminals.</summary>
    public const int PhaseCount = 3;

    private static readonly TimeSpan s_noisePeriod = TimeSpan.FromSeconds(1);

    private readonly RandomSource _random;
    private readonly OneShot _noise;
    private readonly double[] _voltagesV = [230, 230, 230];
    private readonly double[] _noiseV = new double[PhaseCount];
    private double _frequencyHz = 50;

    public Supply(TimeProvider time, RandomSource random)
    {
        _random = random;
        _noise = new OneShot(time, MakeNoise);
    }

    /// <summary>False: the mains are lost. Everything without a battery of its own is dead.</summary>
    public bool IsPresent
    {
        get;
        set
        {
            if (field != value)
            {
                field = value;
                Changed?.Invoke();
            }
        }
    } = true;

    bool IInterlock.Permits => IsPresent;

    /// <summary>Mains frequency in Hz; 0 while the mains are lost.</summary>
    public double FrequencyHz
    {
        get => IsPresent ? _frequencyHz : 0;
        set => Set(ref _frequencyHz, value);
    }

    /// <summary>
    /// Half width of a seeded voltage noise in V, drawn once a second and phase. 0, the default, keeps voltages as they were set
    /// and the loop idle.
    /// </summary>
    public double NoiseV
    {
        get;
        set
        {
            field = value;
            MakeNoise();
        }
    }

    /// <summary>Presence, a voltage or the frequency has changed.</summary>
    public event Action? Changed;

    /// <summary>Voltage of a phase to neutral in V; 0 while the mains are lost.</summary>
    /// <param name="phase">0 is L1.</param>
    public double VoltageV(int phase) => IsPresent ? Math.Max(0, _voltagesV[phase] + _noiseV[phase]) : 0;

    /// <summary>Sets the voltage of all phases, or of one.</summary>
    /// <param name="phase">0 is L1; null is all of them.</param>
    public void SetVoltageV(double voltageV, int? phase = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(voltageV);
        for (var each = 0; each < PhaseCount; each++)
        {
            if (phase is null || phase == each)
            {
                _voltagesV[each] = voltageV;
            }
        }

        Changed?.Invoke();
    }

    private void Set(ref double place, double value)
    {
        if (place != value)
        {
            place = value;
            Changed?.Invoke();
        }
    }

    private void MakeNoise()
    {
        for (var phase = 0; phase < PhaseCount; phase++)
        {
            _noiseV[phase] = NoiseV > 0 ? ((2 * _random.NextDouble()) - 1) * NoiseV : 0;
        }

        if (NoiseV > 0)
        {
            _noise.Start(s_noisePeriod);
        }
        else
        {
            _noise.Cancel();
        }

        Changed?.Invoke();
    }
}
