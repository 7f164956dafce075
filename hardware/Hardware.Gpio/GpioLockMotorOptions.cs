using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>A cable lock whose motor an H-bridge drives by two pins, with a switch that shows where the bolt is.</summary>
public sealed record GpioLockMotorOptions : IDriverOptions<GpioLockMotorOptions>
{
    public static string Driver => "gpio-lock-motor";

    public static string Bus => BusKind.Gpio;

    public static JsonTypeInfo<GpioLockMotorOptions> Json => GpioJson.Default.GpioLockMotorOptions;

    [Description("pin that drives towards locked")]
    [Range(0, 1023)]
    public required int ForwardPin { get; init; }

    [Description("pin that drives towards unlocked")]
    [Range(0, 1023)]
    public required int ReversePin { get; init; }

    [Description("true: a low level drives")]
    public bool DriveActiveLow { get; set; }

    [Description("pin of the switch that shows where the bolt is")]
    [Range(0, 1023)]
    public required int FeedbackPin { get; init; }

    [Description("true: a high level of the switch says locked")]
    public bool FeedbackLockedHigh { get; set; } = true;

    [Description("resistor of the feedback pin")]
    public PinPull FeedbackPull { get; set; }

    [Description("how long the feedback must stand before it counts, in ms")]
    [Range(0, 200)]
    public int FeedbackSettleMs { get; set; } = 20;

    [Description("how long the motor is driven, in ms; see the lock's data sheet")]
    [Range(50, 4000)]
    public int PulseMs { get; set; } = 600;

    [Description("how long the motor rests between two pulses, in ms")]
    [Range(0, 5000)]
    public int RestMs { get; set; } = 100;

    [Description("pulses before it counts as jammed")]
    [Range(1, 10)]
    public int Attempts { get; set; } = 2;
}
