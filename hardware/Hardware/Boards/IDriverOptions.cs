using System.Text.Json.Serialization.Metadata;

namespace ChargerFirmware.Hardware.Boards;

/// <summary>
/// The description record of a driver: what its device or bus may say in a board file. It stands beside the driver's class;
/// the board schema and the refusals grow from it. Property names carry their unit last; ranges are
/// <see cref="System.ComponentModel.DataAnnotations.RangeAttribute"/>s, sentences for the schema
/// <see cref="System.ComponentModel.DescriptionAttribute"/>s.
/// </summary>
public interface IDriverOptions<TSelf>
    where TSelf : class, IDriverOptions<TSelf>
{
    /// <summary>The driver's name in board files, <c>gpio-relay</c>.</summary>
    static abstract string Driver { get; }

    /// <summary>The kind of bus it sits on: one of <see cref="BusKind"/>. For a bus's own record: the kind it is.</summary>
    static abstract string Bus { get; }

    static abstract JsonTypeInfo<TSelf> Json { get; }
}
