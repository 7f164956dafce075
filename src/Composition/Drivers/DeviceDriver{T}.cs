using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Composition.Drivers;

/// <inheritdoc cref="DeviceDriver"/>
internal sealed class DeviceDriver<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions, TDevice>(
    Func<OpenBuses, BoardPart, TOptions, TDevice> create, Func<TOptions, OptionProblem?>? rule, CurrentKind? current) : DeviceDriver
    where TOptions : class, IDriverOptions<TOptions>
    where TDevice : class
{
    public override string Name => TOptions.Driver;

    public override string BusKind => TOptions.Bus;

    public override Type DeviceType => typeof(TDevice);

    public override CurrentKind? Current => current;

    public override JsonTypeInfo OptionsType => TOptions.Json;

    public override object NewOptions() => Activator.CreateInstance<TOptions>();

    public override object ReadOptions(BoardPart part) => OptionReader.Read(part, rule);

    internal override object Create(OpenBuses buses, BoardPart part)
    {
        var options = OptionReader.Read(part, rule);
        try
        {
            return create(buses, part, options);
        }
        catch (Exception refusal) when (refusal is ArgumentException or InvalidOperationException or IOException)
        {
            throw part.Refuse(refusal.Message, refusal);
        }
    }
}
