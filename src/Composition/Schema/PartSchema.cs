using System.Text.Json.Nodes;
using ChargerFirmware.Composition.Drivers;
using ChargerFirmware.Composition.Inspection;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Composition.Schema;

/// <summary>One bus or device: the driver's name, the bus it sits on, and the driver's own options.</summary>
internal static class PartSchema
{
    public static JsonObject Of(BusDriver driver)
    {
        var schema = OptionSchema.Of(driver.OptionsType, driver.NewOptions());
        Prepend(schema, "driver", new JsonObject { ["const"] = driver.Name });
        return schema;
    }

    public static JsonObject Of(DeviceDriver driver)
    {
        var schema = OptionSchema.Of(driver.OptionsType, driver.NewOptions());
        var roles = Role.All.Where(role => driver.DeviceType.IsAssignableTo(role.Contract)).Select(role => role.Key);
        schema.Insert(0, "description", $"can be {string.Join(", ", roles)}");
        if (driver.BusKind != BusKind.None)
        {
            Prepend(schema, "bus", new JsonObject { ["description"] = $"name of the {driver.BusKind} bus it sits on", ["type"] = "string" });
        }

        Prepend(schema, "driver", new JsonObject { ["const"] = driver.Name });
        return schema;
    }

    private static void Prepend(JsonObject schema, string key, JsonObject value)
    {
        schema["properties"]!.AsObject().Insert(0, key, value);
        if (schema["required"] is not JsonArray required)
        {
            schema["required"] = required = [];
        }

        required.Insert(0, key);
    }
}
