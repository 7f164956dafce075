namespace ChargerFirmware.Emulator.Physics;

/// <summary>The vehicles that stand ready. One more is one more entry.</summary>
public static class VehicleModels
{
    /// <summary>Three phases, 11 kW AC, 150 kW DC at 400 V: what most drivers come with.</summary>
    public static VehicleModel Saloon { get; } = new()
    {
        Name = "saloon", BatteryWh = 77_000, AcPhases = 3, AcMaxCurrentA = 16, DcMaxCurrentA = 400, DcMaxPowerW = 150_000,
    };

    /// <summary>Three phases, 11 kW AC, 85 kW DC.</summary>
    public static VehicleModel Compact { get; } = new()
    {
        Name = "compact", BatteryWh = 52_000, AcPhases = 3, AcMaxCurrentA = 16, DcMaxCurrentA = 225, DcMaxPowerW = 85_000,
        PackVoltageEmptyV = 320, PackVoltageFullV = 400,
    };

    /// <summary>One phase, 7.4 kW, AC only.</summary>
    public static VehicleModel City { get; } = new() { Name = "city", BatteryWh = 30_000, AcPhases = 1, AcMaxCurrentA = 32 };

    /// <summary>Three phases, 22 kW AC, 100 kW DC.</summary>
    public static VehicleModel Van { get; } = new()
    {
        Name = "van", BatteryWh = 90_000, AcPhases = 3, AcMaxCurrentA = 32, DcMaxCurrentA = 250, DcMaxPowerW = 100_000,
    };

    /// <summary>A pack of 800 V that takes 270 kW.</summary>
    public static VehicleModel Grand { get; } = new()
    {
        Name = "grand", BatteryWh = 93_000, AcPhases = 3, AcMaxCurrentA = 16, DcMaxCurrentA = 350, DcMaxPowerW = 270_000,
        PackVoltageEmptyV = 620, PackVoltageFullV = 830,
    };

    /// <summary>A small battery behind one phase of 16 A, AC only.</summary>
    public static VehicleModel PlugInHybrid { get; } =
        new() { Name = "plug-in-hybrid", BatteryWh = 12_000, AcPhases = 1, AcMaxCurrentA = 16 };

    /// <summary>An old one with a battery that gases: asks for ventilation.</summary>
    public static VehicleModel Ventilated { get; } =
        new() { Name = "ventilated", BatteryWh = 20_000, AcPhases = 1, AcMaxCurrentA = 16, NeedsVentilation = true };

    public static IReadOnlyList<VehicleModel> All { get; } = [Saloon, Compact, City, Van, Grand, PlugInHybrid, Ventilated];

    /// <summary>The model called <paramref name="name"/>, or null.</summary>
    public static VehicleModel? Find(string name) => All.FirstOrDefault(model => model.Name == name);
}
