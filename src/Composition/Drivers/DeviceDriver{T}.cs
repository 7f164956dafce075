using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Composition.Drivers;

/// <inheritdoc cref="DeviceDriver"/>
internal sealed class DeviceDriver<TOptions, TDevice>(Func<OpenBuses, BoardPart, TOptions, TDevice> create) : DeviceDriver
    where TOptions : class, IDriverOptions<TOptions>
    where TDevice : class
{
    public override string Name => TOptions.Driver;

    public override string BusKind => TOptions.Bus;

    public override Type DeviceType => typeof(TDevice);

    public override JsonTypeInfo OptionsType => TOptions.Json;

    public override object ReadOptions(BoardPart part) => part.Options<TOptions>();

    internal override object Create(OpenBuses buses, BoardPart part)
    {
        var options = part.Options<TOptions>();
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
