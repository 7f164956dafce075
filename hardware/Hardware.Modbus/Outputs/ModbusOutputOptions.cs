using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace ChargerFirmware.Hardware.Modbus.Outputs;

/// <summary>What every output of an input/output board has: where it is written, and where is read what came of it.</summary>
public abstract record ModbusOutputOptions : IPolledOptions
{
    [Range(0, 255)]
    [Description("the board's address on the line")]
    public int Unit { get; init; } = 1;

    [Description("coil (function 5) or register (function 6)")]
    public ModbusOutputKind Output { get; init; }

    [Range(0, 65535)]
    [Description("address of the output as it goes over the wire, counted from 0")]
    public required int Address { get; init; }

    [Range(0, 65535)]
    [Description("what is written to a register to switch on; 256 on some boards")]
    public int OnValue { get; init; } = 1;

    [Range(0, 65535)]
    [Description("what is written to a register to switch off; 512 on some boards")]
    public int OffValue { get; init; }

    [Range(1, 4)]
    [Description("the function that reads the feedback: 1 coil, 2 discrete input, 3 holding register, 4 input register")]
    public int FeedbackFunction { get; init; } = 1;

    [Range(0, 65535)]
    [Description("address of the feedback; the output's own where it is not said")]
    public int? FeedbackAddress { get; init; }

    [Range(0, 15)]
    [Description("the bit of a feedback register that counts")]
    public int FeedbackBit { get; init; }

    [Description("true: a 0 says on, as a normally closed mirror contact does")]
    public bool FeedbackInverted { get; init; }

    [Range(50, 10000)]
    [Description("time from one poll of the feedback to the next")]
    public int PollMs { get; init; } = 200;

    [Range(200, 60000)]
    [Description("how long the board may be silent before it counts as lost; longer than a poll")]
    public int GraceMs { get; init; } = 2000;

    /// <summary>False where the feedback is the output itself, read back.</summary>
    [JsonIgnore]
    public bool HasContact => FeedbackFunction != (Output == ModbusOutputKind.Coil ? 1 : 3) || FeedbackAt != Address;

    /// <summary>Where the feedback is read.</summary>
    [JsonIgnore]
    internal int FeedbackAt => FeedbackAddress ?? Address;
}
