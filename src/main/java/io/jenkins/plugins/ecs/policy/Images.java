package io.jenkins.plugins.ecs.policy;

/** Parts of an image reference, also of one that this plugin would not deploy. */
final class Images {

    private Images() {}

    /** Null for an image without a tag. */
    static String tag(String image) {
        String name = name(image);
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        return colon < 0 ? null : name.substring(colon + 1);
    }

    /** The reference without registry, tag and digest. */
    static String repository(String image) {
        String name = name(image);
        String tag = tag(image);
        String bare = tag == null ? name : name.substring(0, name.length() - tag.length() - 1);
        int slash = bare.indexOf('/');
        boolean hostIsWritten = slash > 0 && bare.substring(0, slash).matches(".*[.:].*|localhost");
        return hostIsWritten ? bare.substring(slash + 1) : bare;
    }

    private static String name(String image) {
        int at = image.indexOf('@');
        return at < 0 ? image : image.substring(0, at);
    }
}
