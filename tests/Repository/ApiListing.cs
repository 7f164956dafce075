using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ChargerFirmware.Tests.Repository;

/// <summary>Writes an assembly's public and protected members as the lists in UpstreamApi do.</summary>
internal static class ApiListing
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>What the compiler adds to a record and upstream's lists leave out.</summary>
    private static readonly string[] RecordPlumbing = ["PrintMembers", "EqualityContract", "get_EqualityContract", "<Clone>$"];

    public static IReadOnlyList<ApiType> Of(Assembly assembly) => [.. assembly.GetExportedTypes().Concat(Protected(assembly)).Select(Of)];

    /// <summary>The type with its members, each a line as upstream's list has it.</summary>
    public static ApiType Of(Type type)
    {
        if (type.IsEnum)
        {
            return new ApiType($"enum {FullName(type)}", [], [.. type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => $"{field.Name}={Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}")]);
        }

        if (type.IsSubclassOf(typeof(Delegate)))
        {
            var invoke = type.GetMethod("Invoke")!;
            return new ApiType($"delegate {FullName(type)}", [], [$"{TypeName(invoke.ReturnType)} ({Parameters(invoke)})"]);
        }

        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        return new ApiType($"{kind} {FullName(type)}", Ancestry(type), [.. Members(type)]);
    }

    private static IEnumerable<Type> Protected(Assembly assembly) =>
        assembly.GetExportedTypes().SelectMany(type => type.GetNestedTypes(BindingFlags.NonPublic))
            .Where(type => type.IsNestedFamily || type.IsNestedFamORAssem);

    private static string[] Ancestry(Type type) =>
        type.IsValueType ? [] :
        [
            .. type.BaseType is { } parent && parent != typeof(object) ? [TypeName(parent)] : Array.Empty<string>(),
            .. type.GetInterfaces()
                .Where(face => face == typeof(IDisposable) || (face.Assembly == type.Assembly && face.IsPublic)).Select(TypeName),
        ];

    private static IEnumerable<string> Members(Type type)
    {
        foreach (var field in type.GetFields(Declared).Where(field => IsVisible(field.Attributes)))
        {
            var constant = field.IsLiteral ? $" = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}" : "";
            var modifier = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly && field.IsStatic ? "readonly " : "");
            yield return $"{Access(field.Attributes)}{modifier}{TypeName(field.FieldType)} {field.Name}{constant}";
        }

        foreach (var constructor in type.GetConstructors(Declared).Where(constructor => !constructor.IsStatic && IsVisible(constructor)))
        {
            yield return $"{Access(constructor)}.ctor({Parameters(constructor)})";
        }

        foreach (var property in type.GetProperties(Declared).Where(property => !RecordPlumbing.Contains(property.Name)))
        {
            var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToArray();
            if (accessors.Length > 0)
            {
                var leading = accessors.MaxBy(Openness)!;
                yield return $"{Access(leading)}{Modifier(leading)}{TypeName(property.PropertyType)} {property.Name} {{ "
                    + string.Concat(accessors.OrderBy(accessor => accessor == property.SetMethod).Select(accessor => Accessor(accessor, leading)))
                    + "}";
            }
        }

        foreach (var happening in type.GetEvents(Declared).Where(happening => IsVisible(happening.AddMethod!)))
        {
            yield return $"{Access(happening.AddMethod!)}event {TypeName(happening.EventHandlerType!)} {happening.Name}";
        }

        foreach (var method in type.GetMethods(Declared)
            .Where(method => IsVisible(method) && !RecordPlumbing.Contains(method.Name))
            .Where(method => !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)))
        {
            var parameters = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeName))}>" : "";
            var obsolete = method.IsDefined(typeof(ObsoleteAttribute)) ? "  [obsolete]" : "";
            yield return $"{Access(method)}{Modifier(method)}{TypeName(method.ReturnType)} {method.Name}{parameters}({Parameters(method)}){obsolete}";
        }
    }

    private static string Accessor(MethodInfo accessor, MethodInfo leading)
    {
        var access = Openness(accessor) < Openness(leading) ? Access(accessor) : "";
        var isInit = accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        return access + (accessor.ReturnType != typeof(void) ? "get; " : isInit ? "init; " : "set; ");
    }

    private static string Modifier(MethodInfo method) => method switch
    {
        { IsStatic: true } => "static ",
        { DeclaringType.IsInterface: true } => "",
        { IsAbstract: true } => "abstract ",
        _ when method.GetBaseDefinition() != method => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
    {
        var passing = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? parameter.IsIn ? "in " : "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var value = parameter.HasDefaultValue
            ? $" = {Default(parameter) switch { null or "" => "null/default", var text => text }}"
            : "";
        return $"{passing}{TypeName(parameter.ParameterType)} {parameter.Name}{value}";
    }));

    /// <summary>An enum's default by its name, anything else as written.</summary>
    private static string? Default(ParameterInfo parameter) => parameter.ParameterType.IsEnum
        ? Enum.ToObject(parameter.ParameterType, parameter.RawDefaultValue!).ToString()
        : Convert.ToString(parameter.RawDefaultValue, CultureInfo.InvariantCulture);

    private static string FullName(Type type) => $"{type.Namespace}.{TypeName(type)}";

    /// <summary>The name without its namespace; what is nested in a generic type carries all arguments at its end.</summary>
    private static string TypeName(Type type)
    {
        if (type.IsByRef)
        {
            return TypeName(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return TypeName(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return TypeName(value) + "?";
        }

        if (type.IsGenericParameter || type.IsEnum)
        {
            return Path(type);
        }

        // The lists know these keywords and no other.
        var keyword = Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => "bool",
            TypeCode.Byte => "byte",
            TypeCode.UInt16 => "ushort",
            TypeCode.Int32 => "int",
            TypeCode.UInt32 => "uint",
            TypeCode.Int64 => "long",
            TypeCode.Double => "double",
            TypeCode.String => "string",
            _ => type == typeof(void) ? "void" : type == typeof(object) ? "object" : null,
        };
        var arguments = type.IsGenericType ? $"<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>" : "";
        return keyword ?? Path(type) + arguments;
    }

    private static string Path(Type type)
    {
        var name = type.Name.Split('`')[0];
        return type is { IsNested: true, IsGenericParameter: false } ? $"{Path(type.DeclaringType!)}.{name}" : name;
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldAttributes field) =>
        (field & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static int Openness(MethodBase method) => method.IsPublic ? 2 : method.IsFamilyOrAssembly ? 1 : 0;

    private static string Access(MethodBase method) =>
        method.DeclaringType!.IsInterface || method.IsPublic ? "" : method.IsFamilyOrAssembly ? "protected internal " : "protected ";

    private static string Access(FieldAttributes field) =>
        (field & FieldAttributes.FieldAccessMask) switch
        {
            FieldAttributes.Public => "",
            FieldAttributes.FamORAssem => "protected internal ",
            _ => "protected ",
        };
}
