namespace ChargerFirmware.Emulator.Faults;

/// <summary>Every fault there is. A new one is one class and one line here.</summary>
public static class FaultList
{
    public static IReadOnlyList<EmulatedFault> OfConnectors { get; } =
    [
        new InsulationLow(), new ResidualCurrentFlowing(), new EarthLost(), new OutputOverVoltage(), new OverCurrent(), new Derating(),
        new OverTemperature(), new ContactorStuckOpen(), new ContactorWelded(), new MeterSilent(), new MeterChanged(), new BusLost(),
        new LockStuckOpen(), new LockStuckClosed(), new EvCommunicationLost(), new LogicFailing(),
    ];

    public static IReadOnlyList<EmulatedFault> OfTheStation { get; } =
    [
        new EmergencyStopPressed(), new DoorOpen(), new SupplyOverVoltage(), new SupplyUnderVoltage(), new ReaderDead(), new StoreFailing(),
        new WeakSignal(), new LocalListConflict(), new ResetFailing(), new SupplyLost(), new StoreReplaced(),
    ];
}
