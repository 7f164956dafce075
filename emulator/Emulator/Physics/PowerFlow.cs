using ChargerFirmware.Hardware;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// What a connector's meter has at its terminals: voltage and current a phase. It is constant between changes, and every change
/// is reported, so whoever integrates is exact without sampling.
/// </summary>
public sealed class PowerFlow(int phases)
{
    private readonly PhaseReading[] _phases = new PhaseReading[phases];

    /// <summary>One element a phase, L1 first; exactly one for DC. A live view.</summary>
    public IReadOnlyList<PhaseReading> Phases => _phases;

    /// <summary>The sum of all phases in W.</summary>
    public double PowerW { get; private set; }

    /// <summary>The largest current of any phase in A.</summary>
    public double CurrentA { get; private set; }

    /// <summary>Some phase has changed; the new values hold from now on.</summary>
    public event Action? Changed;

    /// <summary>Sets all phases at once; whoever owns the circuit does. Raises no event when nothing is different.</summary>
    /// <param name="phases">As many as there are <see cref="Phases"/>.</param>
    public void Set(ReadOnlySpan<PhaseReading> phases)
    {
        if (phases.SequenceEqual(_phases))
        {
            return;
        }

        phases.CopyTo(_phases);
        var powerW = 0.0;
        var currentA = 0.0;
        foreach (var phase in phases)
        {
            powerW += phase.PowerW;
            currentA = Math.Max(currentA, phase.CurrentA);
        }

        PowerW = powerW;
        CurrentA = currentA;
        Changed?.Invoke();
    }
}
