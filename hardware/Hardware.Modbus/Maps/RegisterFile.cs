using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ChargerFirmware.Hardware.Modbus.Maps;

/// <summary>A register as a map file writes it.</summary>
internal sealed record RegisterFile
{
    [Range(0, 65535)]
    [Description("address as it goes over the wire, counted from 0")]
    public required int Address { get; init; }

    [Description("u16, i16, u32, i32, u64, f32 or text")]
    public required RegisterType Type { get; init; }

    [Range(3, 4)]
    [Description("the function that reads it, where it is not the file's")]
    public int? Function { get; init; }

    [Description("base units a count")]
    public double Scale { get; init; } = 1;

    [Range(0, 65535)]
    [Description("address of the register that holds a further power of ten")]
    public int? ExponentAddress { get; init; }

    [Range(-9, 9)]
    [Description("what is added to that power of ten")]
    public int ExponentOffset { get; init; }

    [Range(1, 32)]
    [Description("registers of a text")]
    public int? Count { get; init; }

    [Description("raw patterns, in hex digits, that mean: no value")]
    public string[] NotAvailable { get; init; } = [];
}
