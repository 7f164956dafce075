using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>A contactor: its coil on one pin, its mirror contact on another.</summary>
public sealed record GpioRelayOptions : IDriverOptions<GpioRelayOptions>
{
    public static string Driver => "gpio-relay";

    public static string Bus => BusKind.Gpio;

    public static JsonTypeInfo<GpioRelayOptions> Json => GpioJson.Default.GpioRelayOptions;

    [Description("pin that energises the coil")]
    [Range(0, 1023)]
    public required int Pin { get; init; }

    [Description("true: a low level energises the coil")]
    public bool ActiveLow { get; set; }

    [Description("pin of the feedback contact; without one a contactor that fails or welds goes unnoticed")]
    [Range(0, 1023)]
    public int? FeedbackPin { get; set; }

    [Description("true: a low level says that the contactor is closed")]
    public bool FeedbackActiveLow { get; set; }

    [Description("resistor of the feedback pin")]
    public PinPull FeedbackPull { get; set; }

    [Description("how long the feedback must stand before it counts, in ms: longer than the contact bounces")]
    [Range(0, 100)]
    public int FeedbackSettleMs { get; set; } = 10;

    [Description("within what time it must have closed, in ms")]
    [Range(10, 5000)]
    public int CloseTimeoutMs { get; set; } = 200;

    [Description("within what time it must have opened, in ms")]
    [Range(10, 5000)]
    public int OpenTimeoutMs { get; set; } = 200;

    [Description("without a feedback pin: what closing and opening take, in ms")]
    [Range(0, 1000)]
    public int OperateMs { get; set; } = 30;
}
