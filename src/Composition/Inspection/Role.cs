using ChargerFirmware.Hardware;

namespace ChargerFirmware.Composition.Inspection;

/// <summary>A part that a device can play, by its key in a board file.</summary>
/// <param name="Contract">What a driver must implement to play it.</param>
/// <param name="Noun">What such a device is called.</param>
/// <param name="Shared">Several connectors may have the same one.</param>
internal sealed record Role(string Key, Type Contract, string Noun, bool Shared = false)
{
    public static Role Reader { get; } = new("reader", typeof(IRfidReader), "an RFID reader", Shared: true);

    public static Role EmergencyStop { get; } = new("emergencyStop", typeof(IContact), "a contact");

    public static Role Door { get; } = new("door", typeof(IContact), "a contact");

    public static Role Mains { get; } = new("mains", typeof(IContact), "a contact");

    public static Role Signal { get; } = new("signal", typeof(ISignalSensor), "a sensor of signal strength");

    public static Role EnableLine { get; } = new("enableLine", typeof(IEnableLine), "an enable line");

    public static Role Contactor { get; } = new("contactor", typeof(IRelay), "a contactor");

    public static Role Upstream { get; } = new("upstream", typeof(IRelay), "a contactor");

    public static Role Lock { get; } = new("lock", typeof(ICableLock), "a cable lock");

    public static Role Meter { get; } = new("meter", typeof(IEnergyMeter), "an energy meter");

    public static Role Controller { get; } = new("controller", typeof(IChargeController), "a charge controller");

    public static Role Plug { get; } = new("plug", typeof(IPlugSensor), "a plug sensor");

    public static Role Temperature { get; } = new("temperature", typeof(ITemperatureSensor), "a temperature sensor");

    public static Role ResidualCurrent { get; } = new("residualCurrent", typeof(IContact), "a contact");

    public static Role ResidualCurrentMonitor { get; } =
        new("residualCurrentMonitor", typeof(IResidualCurrentMonitor), "a residual-current monitor");

    public static Role Insulation { get; } = new("insulation", typeof(IContact), "a contact");

    public static Role Earth { get; } = new("earth", typeof(IContact), "a contact");

    /// <summary>Every role there is, those of the station first.</summary>
    public static IReadOnlyList<Role> All { get; } =
    [
        Reader, EmergencyStop, Door, Mains, Signal, EnableLine, Contactor, Upstream, Lock, Meter, Controller, Plug,
        Temperature, ResidualCurrent, ResidualCurrentMonitor, Insulation, Earth,
    ];
}
